#!/bin/bash
# Start of this step: api runs and is younger than the engine, which knows nothing of live-restore.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
if jq -e '."live-restore"' /etc/docker/daemon.json > /dev/null 2>&1; then
  jq 'del(."live-restore")' /etc/docker/daemon.json > /tmp/daemon.json
  cat /tmp/daemon.json > /etc/docker/daemon.json
  rm /tmp/daemon.json
  docker rm -f api > /dev/null 2>&1 || true
  service docker restart
fi
engine=$(stat -c %Y "/proc/$(pgrep -xo dockerd)")
box=$(stat -c %Y "/proc/$(docker inspect -f '{{.State.Pid}}' api 2> /dev/null || echo 0)" 2> /dev/null || echo 0)
if [ "$box" -lt "$engine" ]; then
  docker rm -f api > /dev/null 2>&1 || true
  docker run -d --name api busybox sleep 1d > /dev/null
fi
