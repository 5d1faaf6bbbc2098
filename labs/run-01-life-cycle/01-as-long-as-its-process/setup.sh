#!/bin/bash
# Start of this step: the engine runs, and there is no container.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f clock once > /dev/null 2>&1 || true
