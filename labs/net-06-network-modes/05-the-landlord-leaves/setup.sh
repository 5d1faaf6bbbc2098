#!/bin/bash
# Start of this step: side runs in the network of web.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f one two > /dev/null 2>&1 || true
running() { [ "$(docker inspect -f "{{.State.Running}}" "$1" 2> /dev/null)" = true ]; }
inode() { readlink "/proc/$(docker inspect -f "{{.State.Pid}}" "$1")/ns/net"; }
if ! running web || ! running side || [ "$(inode web)" != "$(inode side)" ]; then
  docker rm -f side web > /dev/null 2>&1 || true
  docker run -d --name web busybox httpd -f -p 80 > /dev/null
  docker run -d --name side --network container:web busybox sleep 1d > /dev/null
fi
