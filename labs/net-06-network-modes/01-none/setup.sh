#!/bin/bash
# Start of this step: the engine runs, and there is no container called alone.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f alone one two web side > /dev/null 2>&1 || true
