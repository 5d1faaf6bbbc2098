#!/bin/bash
# Start of this step: web runs in a network of its own, and there is no side.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f one two side > /dev/null 2>&1 || true
if [ "$(docker inspect -f "{{.State.Running}}" web 2> /dev/null)" != true ]; then
  docker rm -f web > /dev/null 2>&1 || true
  docker run -d --name web busybox httpd -f -p 80 > /dev/null
fi
