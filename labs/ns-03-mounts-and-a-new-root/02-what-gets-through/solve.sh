#!/bin/bash
set -e
mount --bind /root/shared /root/shared
mount --make-shared /root/shared
setsid unshare --mount --propagation unchanged sleep 1000 &> /dev/null &
while ! pid=$(pgrep -x sleep) || [ "$(readlink "/proc/$pid/ns/mnt")" = "$(readlink /proc/self/ns/mnt)" ]; do sleep 0.1; done
nsenter --target "$pid" --mount mount -t tmpfs "$LAB_BOX" /root/shared/gift
