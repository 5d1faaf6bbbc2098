#!/bin/bash
# Start of this step: there is no container called spin.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f spin ann ben > /dev/null 2>&1 || true
