#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
[ -s "/var/lib/docker/volumes/$LAB_BOX/_data/note" ] || not_yet "keeper has the volume, but there is no note in it: let a container write /data/note." "keeper 有卷了，但里面没有 note：让一个容器写 /data/note。"
exit 0
