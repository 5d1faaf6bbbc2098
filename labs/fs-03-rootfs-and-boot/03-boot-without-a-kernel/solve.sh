#!/bin/bash
set -e
setsid unshare --mount --uts --pid --fork --root=/root/rootfs /sbin/init &> /dev/null &
