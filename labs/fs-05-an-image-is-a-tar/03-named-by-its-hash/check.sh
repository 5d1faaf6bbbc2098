#!/bin/bash
# What note:2 starts, is what was asked for.
if [ "$(docker image inspect -f '{{json .Config.Cmd}}' note:2)" != '["cat","/note.txt"]' ]; then
  case $LANG_UI in
    zh-CN) echo 'note:2 启动的不是 cat /note.txt：用 jq 改 .config.Cmd，算出新的哈希，再装载一次。' ;;
    *) echo 'note:2 does not start cat /note.txt: change .config.Cmd with jq, hash it anew, and load again.' ;;
  esac
  exit 1
fi
