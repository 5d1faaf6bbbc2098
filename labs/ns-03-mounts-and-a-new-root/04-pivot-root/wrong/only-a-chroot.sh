#!/bin/bash
# hint: /root/box is not a mount in your list
setsid unshare --mount --pid --fork chroot /root/box sleep 1000 &> /dev/null &
