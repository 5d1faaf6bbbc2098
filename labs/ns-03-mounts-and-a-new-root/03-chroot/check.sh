#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
for dir in /proc/[0-9]*; do
  [ "$(readlink "$dir/root")" != /root/box ] || exit 0
done
not_yet "The proc is mounted, but nobody lives in /root/box: enter it with chroot /root/box sh." "proc 挂上了，但没有进程住在 /root/box 里：用 chroot /root/box sh 进去。"
