#!/bin/bash
set -e
mkdir -p /root/rootfs/bin
cp /usr/bin/busybox /root/rootfs/bin/
chroot /root/rootfs /bin/busybox --install -s /bin
