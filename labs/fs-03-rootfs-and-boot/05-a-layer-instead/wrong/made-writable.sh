#!/bin/bash
# hint: can be written again
mount -o remount,bind,rw /root/rootfs
echo hello > /root/rootfs/etc/motd
