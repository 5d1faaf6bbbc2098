#!/bin/bash
# Start of this step: a recipe that runs as root; no image and no container of it.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f clerk > /dev/null 2>&1 || true
docker rmi -f clerk:1 > /dev/null 2>&1 || true
mkdir -p /root/clerk
cd /root/clerk
printf '%s\n' 'FROM busybox' 'RUN echo ink > /supplies' 'CMD ["sleep", "1d"]' > Dockerfile
