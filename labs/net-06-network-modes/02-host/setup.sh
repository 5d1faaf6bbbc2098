#!/bin/bash
# Start of this step: nothing listens on the learner's port.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f one two web side > /dev/null 2>&1 || true
conntrack -D -p tcp --orig-port-dst "$LAB_PORT" > /dev/null 2>&1 || true
