#!/bin/bash
# hint: but can be written
mount --bind /root/rootfs /root/rootfs
