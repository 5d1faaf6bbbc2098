#!/bin/bash
# Start of this step: an empty /root/rootfs.
set -e
for dir in /proc/[0-9]*; do
  if [ "$(readlink "$dir/ns/uts")" != "$(readlink /proc/self/ns/uts)" ] || [[ "$(readlink "$dir/root")" == /root/* ]]; then kill -9 "${dir#/proc/}" 2> /dev/null || true; fi
done
hostname host
for place in /root/rootfs/proc /root/one/merged /root/two/merged /root/rootfs; do
  while mountpoint -q "$place"; do umount -l "$place"; done
done
mkdir -p /root/rootfs
find /root/rootfs -mindepth 1 -delete
