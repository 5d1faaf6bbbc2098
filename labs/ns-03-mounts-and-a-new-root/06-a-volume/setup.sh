#!/bin/bash
# Start of this step: the box is ready, nobody lives in it, and the volume holds nothing.
set -e
for dir in /proc/[0-9]*; do
  [ "$(readlink "$dir/ns/mnt")" = "$(readlink /proc/self/ns/mnt)" ] || kill -9 "${dir#/proc/}" 2> /dev/null || true
done
for place in /root/shared/gift /root/shared /root/box/proc; do
  while mountpoint -q "$place"; do umount -l "$place"; done
done
mkdir -p /root/box/{bin,etc,proc,old,data} /root/volume
if [ ! -x /root/box/bin/sh ]; then
  cp /usr/bin/busybox /root/box/bin/busybox
  for name in sh ls cat ps mount umount hostname sleep echo id chroot rmdir; do ln -sf busybox "/root/box/bin/$name"; done
  echo 'PRETTY_NAME="A box of busybox"' > /root/box/etc/os-release
fi
rm -f /root/volume/note /root/box/data/note
