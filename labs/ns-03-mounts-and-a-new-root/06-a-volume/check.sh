#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
[ -s /root/volume/note ] || not_yet "The volume is in the box, but empty: echo $LAB_BOX > /data/note, inside." "卷已经在盒子里了，但还是空的：在里面 echo $LAB_BOX > /data/note。"
[ "$(cat /root/volume/note)" = "$LAB_BOX" ] || not_yet "The note should say $LAB_BOX." "note 里应当写着 $LAB_BOX。"
exit 0
