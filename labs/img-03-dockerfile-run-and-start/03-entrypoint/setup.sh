#!/bin/bash
# Start of this step: a recipe with CMD only; no nap:1, no containers.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f long short other > /dev/null 2>&1 || true
docker rmi -f nap:0 nap:1 > /dev/null 2>&1 || true
mkdir -p /root/nap
cd /root/nap
printf '%s\n' 'FROM busybox' 'CMD ["sleep", "1d"]' > Dockerfile
