#!/bin/bash
# hint: The second has an etc/motd
for name in one two; do
  mount -t overlay "$name" -o "lowerdir=/root/rootfs,upperdir=/root/$name/upper,workdir=/root/$name/work" "/root/$name/merged"
  echo hello > "/root/$name/merged/etc/motd"
done
