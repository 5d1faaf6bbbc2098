#!/bin/bash
# Start of this step: clock runs, and some containers have ended.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker unpause clock > /dev/null 2>&1 || true
if [ "$(docker inspect -f '{{.State.Running}}' clock 2> /dev/null)" != true ]; then
  docker rm -f clock > /dev/null 2>&1 || true
  docker run -d --name clock busybox sh -c 'while true; do date; sleep 1; done' > /dev/null
fi
for name in old1 old2; do
  docker inspect "$name" > /dev/null 2>&1 || docker run --name "$name" busybox true
done
