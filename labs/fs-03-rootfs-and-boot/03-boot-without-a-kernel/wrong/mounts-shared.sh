#!/bin/bash
# hint: It shares your mounts
setsid unshare --uts --pid --fork --root=/root/rootfs /sbin/init &> /dev/null &
