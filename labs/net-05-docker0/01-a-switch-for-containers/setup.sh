#!/bin/bash
# Start of this step: the engine runs with its default network, and there is no container.
set -e
# The network Docker comes with; only where somebody has moved it is the engine restarted.
if jq -e 'has("bip") or has("fixed-cidr")' /etc/docker/daemon.json > /dev/null 2>&1; then
  jq 'del(.bip, ."fixed-cidr")' /etc/docker/daemon.json > /tmp/daemon.json
  cat /tmp/daemon.json > /etc/docker/daemon.json
  rm /tmp/daemon.json
  service docker restart
fi
docker version > /dev/null 2>&1 || service docker start
docker rm -f one two > /dev/null 2>&1 || true
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
