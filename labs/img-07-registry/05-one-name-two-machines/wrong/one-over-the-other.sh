#!/bin/bash
# hint: not a list of amd64 and arm64
cd /root/sign || exit
sign=localhost:$LAB_PORT/$LAB_WORD/sign
for arch in amd64 arm64; do
  docker build -q --platform "linux/$arch" -t "$sign:$arch" .
  docker push -q "$sign:$arch"
  docker tag "$sign:$arch" "$sign:1"
  docker push -q "$sign:1"
done
