#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
[ -s /root/site/reply ] || not_yet "The directory is in the container. Now write from inside: docker exec one sh -c 'echo $LAB_BOX > /data/reply'" "目录已经在容器里了。现在从里面写：docker exec one sh -c 'echo $LAB_BOX > /data/reply'"
[ "$(cat /root/site/reply)" = "$LAB_BOX" ] || not_yet "The file reply should say $LAB_BOX." "文件 reply 里应当写着 $LAB_BOX。"
exit 0
