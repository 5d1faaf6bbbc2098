#!/bin/bash
# hint: root of the whole sandbox
mount --bind /root/box /root/box
cd /root/box || exit 1
pivot_root . old
