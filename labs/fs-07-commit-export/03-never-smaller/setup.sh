#!/bin/bash
# Start of this step: an image with a file of 20 MB, a container of it; no heavy:2, no container after. bench has done its part: its thousands of
# files would be read for the picture, before those of after.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f bench hello load after > /dev/null 2>&1 || true
docker rmi -f heavy:2 > /dev/null 2>&1 || true
if ! docker image inspect heavy:1 > /dev/null 2>&1; then
  mkdir -p /root/heavy
  cd /root/heavy
  dd if=/dev/urandom of=blob bs=1M count=20 2> /dev/null
  printf '%s\n' 'FROM busybox' 'COPY blob /blob' > Dockerfile
  docker build -q -t heavy:1 . > /dev/null
fi
docker run -d --name load heavy:1 sleep 1d > /dev/null
