#!/bin/bash
# The container is the one that setup.sh made, and it was started again since.
read -r id started < /root/.box
now=$(docker inspect -f '{{.Id}} {{.State.StartedAt}}' "$LAB_WORD")
if [ "${now% *}" != "$id" ]; then
  case $LANG_UI in
    zh-CN) echo "这是另一个容器：要用原来的 box，不要新建。重新开始这一步。" ;;
    *) echo "This is another container: use box as it was, do not run a new one. Start this step over." ;;
  esac
  exit 1
fi
if [ "${now#* }" = "$started" ]; then
  case $LANG_UI in
    zh-CN) echo "它还没有重启过：docker restart -t 0 $LAB_WORD" ;;
    *) echo "It has not been restarted yet: docker restart -t 0 $LAB_WORD" ;;
  esac
  exit 1
fi
