#!/bin/bash
# Start of this step: two shells wait in containers of their own.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
# A shell that has been left, and one in which a file was made, begin anew.
for name in left kept; do
  if [ "$(docker inspect -f '{{.State.Running}}' "$name" 2> /dev/null)" != true ] || [ -n "$(docker diff "$name")" ]; then
    docker rm -f "$name" > /dev/null 2>&1 || true
    docker run -dit --name "$name" busybox sh > /dev/null
  fi
done
