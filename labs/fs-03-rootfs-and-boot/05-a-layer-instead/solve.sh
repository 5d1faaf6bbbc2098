#!/bin/bash
set -e
for name in one two; do
  mount -t overlay "$name" -o "lowerdir=/root/rootfs,upperdir=/root/$name/upper,workdir=/root/$name/work" "/root/$name/merged"
done
setsid unshare --mount --uts --pid --fork --root=/root/one/merged /sbin/init &> /dev/null &
chroot /root/one/merged sh -c "echo $LAB_BOX was here > /etc/motd"
