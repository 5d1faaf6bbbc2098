#!/bin/bash
# Start of this step: docker0 has the new range, and one and two are there but do not run.
set -e
# The engine's file as it was: an edit may spoil it, and then neither the engine starts nor jq reads it.
if jq -se '.[0] | type == "object"' /etc/docker/daemon.json > /dev/null 2>&1; then
  [ -e /etc/docker/daemon.json.before ] || cp /etc/docker/daemon.json /etc/docker/daemon.json.before
elif [ -e /etc/docker/daemon.json.before ]; then
  cat /etc/docker/daemon.json.before > /etc/docker/daemon.json
  service docker restart
fi
if [ "$(jq -r '.bip // ""' /etc/docker/daemon.json)" != 10.50.0.1/24 ] || [ "$(jq -r '."fixed-cidr" // ""' /etc/docker/daemon.json)" != 10.50.0.128/25 ]; then
  jq '. + {"bip": "10.50.0.1/24", "fixed-cidr": "10.50.0.128/25"}' /etc/docker/daemon.json > /tmp/daemon.json
  cat /tmp/daemon.json > /etc/docker/daemon.json
  rm /tmp/daemon.json
  service docker restart
fi
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
for name in one two; do
  if ! docker inspect "$name" > /dev/null 2>&1; then docker create --name "$name" busybox sleep 1d > /dev/null; fi
done
docker stop -t 0 one two > /dev/null
