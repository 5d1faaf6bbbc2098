#!/bin/bash
# /root/.note-first names the image that note was when the step began.
first=$(cat /root/.note-first)
if [ "$(docker image inspect -f '{{.Id}}' note)" = "$first" ]; then
  case $LANG_UI in
    zh-CN) echo "note 还是原来那个镜像：改 /root/note 里的 today.txt，再运行 docker build -t note ." ;;
    *) echo "note is still the same image: change today.txt in /root/note, then docker build -t note ." ;;
  esac
  exit 1
fi
if docker image inspect "$first" > /dev/null 2>&1; then
  case $LANG_UI in
    zh-CN) echo "旧镜像还在，而且有别的名字：docker image prune 只删没有名字的镜像。" ;;
    *) echo "The old image is still here, under another name: docker image prune removes only those without one." ;;
  esac
  exit 1
fi
