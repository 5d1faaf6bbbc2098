#!/bin/bash
# hint: number 0 has no name
cd /root/rootfs || exit 1
mkdir -p dev etc lib proc sbin
echo "$LAB_BOX" > etc/hostname
