#!/bin/bash
# What lies in a volume, is not in the overlay.
if ! docker exec kept test -s /data/second; then
  case $LANG_UI in
    zh-CN) echo "卷里还没有 /data/second：docker exec kept sh -c 'echo inside > /data/second'" ;;
    *) echo "There is no /data/second in the volume yet: docker exec kept sh -c 'echo inside > /data/second'" ;;
  esac
  exit 1
fi
