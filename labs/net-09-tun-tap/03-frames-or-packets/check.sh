#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
grep -qF "who has $LAB_FAR.2?" /root/seen.log 2> /dev/null ||
  not_yet "The program listens at tap0. Now send something: ping -c 2 -W 1 $LAB_FAR.2" "程序在 tap0 上听了。现在发点东西：ping -c 2 -W 1 $LAB_FAR.2"
exit 0
