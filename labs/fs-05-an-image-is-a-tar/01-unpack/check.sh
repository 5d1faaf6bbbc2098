#!/bin/bash
# Unpacked is what manifest.json names: the description of note:1 and all of its layers.
no() {
  case $LANG_UI in
    zh-CN) echo "$2" ;;
    *) echo "$1" ;;
  esac
  exit 1
}
cd /root/unpacked 2> /dev/null || no "There is no directory /root/unpacked yet: make it, and unpack note.tar there." "还没有目录 /root/unpacked：建好它，再把 note.tar 解到里面。"
[ -s manifest.json ] || no "There is no manifest.json in /root/unpacked: that is not what docker save writes. (docker export writes the files of a container.)" "/root/unpacked 里没有 manifest.json：这不是 docker save 写出来的。（docker export 写的是容器里的文件。）"
config=$(jq -r '.[] | select(.RepoTags[]? == "note:1") | .Config' manifest.json 2> /dev/null)
[ "sha256:${config##*/}" = "$(docker image inspect -f '{{.Id}}' note:1 2> /dev/null)" ] || no "What lies in /root/unpacked is not note:1: docker save -o note.tar note:1" "/root/unpacked 里的不是 note:1：docker save -o note.tar note:1"
for layer in $(jq -r '.[] | select(.RepoTags[]? == "note:1") | .Layers[]' manifest.json); do
  [ -s "$layer" ] || no "A layer is missing in /root/unpacked: unpack all of note.tar." "/root/unpacked 里少了一层：把 note.tar 整个解开。"
done
