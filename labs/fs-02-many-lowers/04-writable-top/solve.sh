#!/bin/bash
set -e
cd /root/overlay
umount merged
mount -t overlay overlay -o lowerdir=site:app:base,upperdir=upper,workdir=work,userxattr merged
echo "changed in the container" >> merged/base.txt
