#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
[ -s /root/answer.txt ] || not_yet "It is read-only. Keep what it answers: touch /root/rootfs/etc/motd 2> /root/answer.txt" "已经只读了。把它的回答记下来：touch /root/rootfs/etc/motd 2> /root/answer.txt"
# EROFS in English or Chinese
grep -qi -e "read-only file system" -e "只读文件系统" /root/answer.txt || not_yet "answer.txt holds something else than the answer of touch /root/rootfs/etc/motd." "answer.txt 里不是 touch /root/rootfs/etc/motd 的回答。"
exit 0
