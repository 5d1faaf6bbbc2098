#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
cd /root/overlay || exit 2
[ -s answer.txt ] || not_yet "There is no answer yet: touch merged/new.txt 2> answer.txt" "还没有记录回答：touch merged/new.txt 2> answer.txt"
# EROFS in English or Chinese
grep -qi -e "read-only file system" -e "只读文件系统" answer.txt ||
  not_yet "answer.txt holds something else than the answer of touch merged/new.txt." "answer.txt 里不是 touch merged/new.txt 的回答。"
exit 0
