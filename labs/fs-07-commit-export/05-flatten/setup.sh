#!/bin/bash
# Start of this step: heavy:2, whose 20 MB are covered and not gone, and a container of it; no thin:1, no container thin.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f thin after > /dev/null 2>&1 || true
docker rmi -f thin:1 > /dev/null 2>&1 || true
if ! docker image inspect heavy:2 > /dev/null 2>&1; then
  mkdir -p /root/heavy
  cd /root/heavy
  if [ ! -s blob ]; then dd if=/dev/urandom of=blob bs=1M count=20 2> /dev/null; fi
  printf '%s\n' 'FROM busybox' 'COPY blob /blob' > Dockerfile
  docker build -q -t heavy:1 . > /dev/null
  docker rm -f load > /dev/null 2>&1 || true
  docker run --name load heavy:1 rm /blob
  docker commit load heavy:2 > /dev/null
fi
docker run -d --name after heavy:2 sleep 1d > /dev/null
