#!/bin/bash
# Start of this step: api is there, nothing was started by hand.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
if ! docker inspect api > /dev/null 2>&1; then docker run -d --name api busybox sleep 1d > /dev/null; fi
docker start api > /dev/null
runc delete -f hand > /dev/null 2>&1 || true
rm -rf /root/bundle
