#!/bin/bash
# hint: it does not start in /root/rootfs
mkdir -p /root/rootfs/bin
cp /bin/bash /root/rootfs/bin/sh
