#!/bin/bash
# Start of this step: the engine runs, and there is no container called box.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f box spin ann ben > /dev/null 2>&1 || true
