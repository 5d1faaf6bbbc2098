#!/bin/bash
# hint: Keep what it answers
mount --bind /root/rootfs /root/rootfs
mount -o remount,bind,ro /root/rootfs
