#!/bin/bash
# Start of this step: the engine runs; there is no network lab, no peer and no box.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f peer box > /dev/null 2>&1 || true
docker network rm lab > /dev/null 2>&1 || true
ip link del plug 2> /dev/null || true
