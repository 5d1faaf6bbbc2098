#!/bin/bash
# Start of this step: one listens on the learner's port in the host's network, and there is no two.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f two web side > /dev/null 2>&1 || true
if [ "$(docker inspect -f "{{.State.Running}} {{.HostConfig.NetworkMode}}" one 2> /dev/null)" != "true host" ]; then
  docker rm -f one > /dev/null 2>&1 || true
  docker run -d --name one --network host busybox httpd -f -p "$LAB_PORT" > /dev/null
fi
