#!/bin/bash
# hint: was not copied up
set -e
cd /root/overlay
umount merged
mount -t overlay overlay -o lowerdir=site:app:base,upperdir=upper,workdir=work,userxattr merged
echo oops >> upper/base.txt
