#!/bin/bash
# hint: init has renamed the sandbox itself
setsid chroot /root/rootfs /sbin/init &> /dev/null &
until pgrep -x sleep; do sleep 0.1; done > /dev/null
