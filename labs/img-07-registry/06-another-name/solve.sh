#!/bin/bash
set -e
there=172.17.0.1:$LAB_PORT
docker tag busybox "$there/$LAB_WORD/far:1"
jq --arg there "$there" '."insecure-registries" += [$there]' /etc/docker/daemon.json > /tmp/daemon.json
cp /tmp/daemon.json /etc/docker/daemon.json
service docker reload
# The engine is told by a signal, and reads the file a moment later.
for _ in $(seq 50); do
  if docker info 2>/dev/null | grep -qF " $there"; then break; fi
  sleep 0.2
done
docker push "$there/$LAB_WORD/far:1"
