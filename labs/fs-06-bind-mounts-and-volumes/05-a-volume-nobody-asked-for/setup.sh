#!/bin/bash
# Start of this step: the recipe lies ready, neither image nor container are made of it.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -fv anon mine > /dev/null 2>&1 || true
docker rmi -f notes > /dev/null 2>&1 || true
