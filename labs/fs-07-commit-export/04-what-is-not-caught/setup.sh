#!/bin/bash
# Start of this step: a container with a volume, nothing written in it; no caught:1, no container look.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -fv desk look > /dev/null 2>&1 || true
docker rmi -f caught:1 > /dev/null 2>&1 || true
docker run -d --name desk -v /data busybox sleep 1d > /dev/null
