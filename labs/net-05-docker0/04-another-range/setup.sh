#!/bin/bash
# Start of this step: one and two run on the default network.
set -e
# The engine's file as it was: an edit may spoil it, and then neither the engine starts nor jq reads it.
if jq -se '.[0] | type == "object"' /etc/docker/daemon.json > /dev/null 2>&1; then
  [ -e /etc/docker/daemon.json.before ] || cp /etc/docker/daemon.json /etc/docker/daemon.json.before
elif [ -e /etc/docker/daemon.json.before ]; then
  cat /etc/docker/daemon.json.before > /etc/docker/daemon.json
  service docker restart
fi
# The network Docker comes with; only where somebody has moved it is the engine restarted.
if jq -e 'has("bip") or has("fixed-cidr")' /etc/docker/daemon.json > /dev/null 2>&1; then
  jq 'del(.bip, ."fixed-cidr")' /etc/docker/daemon.json > /tmp/daemon.json
  cat /tmp/daemon.json > /etc/docker/daemon.json
  rm /tmp/daemon.json
  service docker restart
fi
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
# NAME...: containers that run
run() {
  for name in "$@"; do
    if [ "$(docker inspect -f '{{.State.Running}}' "$name" 2> /dev/null)" != true ]; then
      docker rm -f "$name" > /dev/null 2>&1 || true
      docker run -d --name "$name" busybox sleep 1d > /dev/null
    fi
  done
}
run one two
