#!/bin/bash
# Start of this step: an archive, and a web server that hands it out; no add:1, no container add.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f add > /dev/null 2>&1 || true
docker rmi -f add:1 > /dev/null 2>&1 || true
mkdir -p /root/add/plates
cd /root/add
rm -f Dockerfile
echo "$LAB_WORD" > plates/large
echo small > plates/small
tar -czf plates.tgz plates
if [ "$(docker inspect -f '{{.State.Running}}' shelf 2> /dev/null)" != true ]; then
  docker rm -f shelf > /dev/null 2>&1 || true
  docker run -d --name shelf -p 8099:80 -v /root/add:/www:ro busybox httpd -f -p 80 -h /www > /dev/null
fi
