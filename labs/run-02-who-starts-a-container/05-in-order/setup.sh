#!/bin/bash
# Start of this step: there is no container called seen.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f seen > /dev/null 2>&1 || true
