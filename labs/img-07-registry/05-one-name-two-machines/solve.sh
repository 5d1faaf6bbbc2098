#!/bin/bash
set -e
cd /root/sign
sign=localhost:$LAB_PORT/$LAB_WORD/sign
for arch in amd64 arm64; do
  docker build -q --platform "linux/$arch" -t "$sign:$arch" .
  docker push "$sign:$arch"
done
docker manifest create --insecure "$sign:1" "$sign:amd64" "$sign:arm64"
docker manifest push --insecure "$sign:1"
docker pull "$sign:1"
