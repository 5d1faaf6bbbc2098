#!/bin/bash
# hint: and an upper of their own
for name in one two; do mount -t overlay "$name" -o "lowerdir=/root/rootfs:/root/$name/upper" "/root/$name/merged"; done
