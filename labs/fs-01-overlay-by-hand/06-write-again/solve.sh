#!/bin/bash
set -e
cd /root/overlay
echo "back again" >> merged/in_both.txt
