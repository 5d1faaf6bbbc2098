#!/bin/bash
# hint: The registry has no sign:1
cd /root/sign || exit
sign=localhost:$LAB_PORT/$LAB_WORD/sign
for arch in amd64 arm64; do
  docker build -q --platform "linux/$arch" -t "$sign:$arch" .
  docker push -q "$sign:$arch"
done
docker manifest create --insecure "$sign:1" "$sign:amd64" "$sign:arm64"
