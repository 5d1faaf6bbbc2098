#!/bin/bash
set -e
# shellcheck disable=SC2016  # the inner shell expands it
setsid unshare --mount --pid --fork bash -c '
  mount --bind /root/box /root/box
  mount --bind /root/volume /root/box/data
  cd /root/box
  pivot_root . old
  hash -r
  /bin/mount -t proc proc /proc
  /bin/umount -l /old
  echo "$0" > /data/note
  exec /bin/sleep 1000' "$LAB_BOX" &> /dev/null &
