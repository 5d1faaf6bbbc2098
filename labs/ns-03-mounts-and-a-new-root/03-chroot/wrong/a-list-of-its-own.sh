#!/bin/bash
# hint: here only chroot
setsid unshare --mount chroot /root/box sh -c 'mount -t proc proc /proc; exec sleep 1000' &> /dev/null &
