#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
grep -qF "ICMP $LAB_NET.1 > $LAB_NET.2" /root/seen.log 2> /dev/null ||
  not_yet "The program listens. Now send it something: ping -c 2 -W 1 $LAB_NET.2" "程序在听了。现在给它发点东西：ping -c 2 -W 1 $LAB_NET.2"
exit 0
