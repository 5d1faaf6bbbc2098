#!/bin/bash
# Start of this step: web runs, and no network namespace has a name.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect nginx > /dev/null 2>&1 || docker pull -q nginx
if ! docker inspect -f "{{.State.Running}} {{.HostConfig.NetworkMode}}" web 2> /dev/null | grep -qxE "true (default|bridge)"; then
  docker rm -f web > /dev/null 2>&1 || true
  docker run -d --name web nginx > /dev/null
fi
for name in $(ip netns list | cut -d' ' -f1); do ip netns delete "$name"; done
rm -f /var/run/netns/web
