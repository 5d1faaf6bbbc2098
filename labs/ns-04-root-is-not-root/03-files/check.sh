#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
cd "/home/$LAB_USER" || exit 2
[ -e mine ] || not_yet "There is no file mine in /home/$LAB_USER yet: touch mine, inside." "/home/$LAB_USER 里还没有文件 mine：在里面 touch mine。"
[ "$(stat -c %u mine)" = "$LAB_UID" ] || not_yet "The file mine was not made by your root inside: its owner is $(stat -c %U mine). rm it, and touch it inside." "文件 mine 不是里面那个 root 建的：它的属主是 $(stat -c %U mine)。删掉它，到里面 touch。"
[ -s refused ] || not_yet "Now keep the refusal: cat /etc/shadow 2> refused" "现在把拒绝的回答记下来：cat /etc/shadow 2> refused"
# EACCES in English or Chinese
grep -qi -e "permission denied" -e "权限不够" refused || not_yet "The file refused holds something else than the answer of cat /etc/shadow." "refused 里不是 cat /etc/shadow 的回答。"
exit 0
