#!/bin/bash
# Start of this step: somebody lives in the box, with the old root still at /old.
set -e
mkdir -p /root/box/{bin,etc,proc,old,data} /root/volume
if [ ! -x /root/box/bin/sh ]; then
  cp /usr/bin/busybox /root/box/bin/busybox
  for name in sh ls cat ps mount umount hostname sleep echo id chroot rmdir; do ln -sf busybox "/root/box/bin/$name"; done
  echo 'PRETTY_NAME="A box of busybox"' > /root/box/etc/os-release
fi
# Processes whose root is the box, by their list of mounts.
boxes() {
  for dir in /proc/[0-9]*; do
    if awk '$5 == "/" && $4 ~ /\/root\/box$/ { found = 1 } END { exit !found }' "$dir/mountinfo" 2> /dev/null; then echo "${dir#/proc/}"; fi
  done
}
ready=
for pid in $(boxes); do
  if grep -q " /old " "/proc/$pid/mountinfo"; then ready=$pid; else kill -9 "$pid" 2> /dev/null || true; fi
done
if [ -n "$ready" ]; then exit 0; fi
setsid unshare --mount --pid --fork bash -c 'mount --bind /root/box /root/box; cd /root/box; pivot_root . old; exec sleep 1000' &> /dev/null &
until [ -n "$(boxes)" ]; do sleep 0.1; done
