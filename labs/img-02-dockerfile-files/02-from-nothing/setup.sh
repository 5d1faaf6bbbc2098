#!/bin/bash
# Start of this step: no image bare:1, no container bare, an empty recipe.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f bare > /dev/null 2>&1 || true
docker rmi -f bare:1 > /dev/null 2>&1 || true
rm -rf /root/bare
mkdir -p /root/bare
