#!/bin/bash
# hint: only a mount can be made read-only
chmod -R a-w /root/rootfs/etc
echo "Read-only file system" > /root/answer.txt
