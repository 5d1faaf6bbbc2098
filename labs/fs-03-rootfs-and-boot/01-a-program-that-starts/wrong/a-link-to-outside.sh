#!/bin/bash
# hint: Seen from inside
mkdir -p /root/rootfs/bin
ln -s /usr/bin/busybox /root/rootfs/bin/sh
