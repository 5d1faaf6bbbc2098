#!/bin/bash
# What the image says of itself, is not in the kernel's view.
no() {
  case $LANG_UI in
    zh-CN) echo "$2" ;;
    *) echo "$1" ;;
  esac
  exit 1
}
[ "$(docker image inspect -f '{{index .Config.Labels "maintainer"}}' place:1)" = "$LAB_WORD" ] || no "The image bears no label maintainer with the value $LAB_WORD: LABEL maintainer=\"$LAB_WORD\"" "镜像上没有值为 $LAB_WORD 的标签 maintainer：LABEL maintainer=\"$LAB_WORD\""
docker exec place env | grep -qx "TABLE=$LAB_WORD" || no "TABLE is not $LAB_WORD in the container: ENV TABLE=$LAB_WORD" "容器里 TABLE 的值不是 $LAB_WORD：ENV TABLE=$LAB_WORD"
