#!/bin/bash
set -e
cd /root/overlay
rm merged/in_both.txt
umount merged
