#!/bin/bash
# Start of this step: nothing is mounted on /root/shared, and there is no second mount namespace.
set -e
for dir in /proc/[0-9]*; do
  [ "$(readlink "$dir/ns/mnt")" = "$(readlink /proc/self/ns/mnt)" ] || kill -9 "${dir#/proc/}" 2> /dev/null || true
done
while findmnt -n -t tmpfs /mnt > /dev/null; do umount -l /mnt; done
mkdir -p /root/shared/gift
while mountpoint -q /root/shared/gift; do umount -l /root/shared/gift; done
while mountpoint -q /root/shared; do umount -l /root/shared; done
