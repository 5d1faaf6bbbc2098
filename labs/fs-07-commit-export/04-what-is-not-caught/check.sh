#!/bin/bash
# What lies in the volume of desk, is not in any overlay.
if ! docker exec desk test -e /data/letter; then
  case $LANG_UI in
    zh-CN) echo "desk 的卷里没有信：在里面写好 /data/letter，然后再提交。" ;;
    *) echo "There is no letter in the volume of desk: write /data/letter there, then commit." ;;
  esac
  exit 1
fi
