#!/bin/bash
# Start of this step: web runs and has the host name that Docker gave it, and so has the sandbox its own.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect nginx > /dev/null 2>&1 || docker pull -q nginx
if ! docker inspect -f "{{.State.Running}} {{.HostConfig.NetworkMode}}" web 2> /dev/null | grep -qxE "true (default|bridge)"; then
  docker rm -f web > /dev/null 2>&1 || true
  docker run -d --name web nginx > /dev/null
fi
pid=$(docker inspect -f "{{.State.Pid}}" web)
nsenter -t "$pid" -u hostname "$(docker inspect -f "{{.Config.Hostname}}" web)"
[ "$(hostname)" != "$LAB_BOX" ] || hostname hall
