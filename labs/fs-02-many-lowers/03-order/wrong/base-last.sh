#!/bin/bash
# hint: base is not the topmost layer yet
cd /root/overlay || exit 1
umount merged
mount -t overlay overlay -o lowerdir=app:site:base merged
