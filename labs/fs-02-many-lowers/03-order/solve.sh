#!/bin/bash
set -e
cd /root/overlay
umount merged
mount -t overlay overlay -o lowerdir=base:app:site merged
