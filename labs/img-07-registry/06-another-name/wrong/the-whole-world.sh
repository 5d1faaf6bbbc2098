#!/bin/bash
# hint: more than one registry
docker tag busybox "172.17.0.1:$LAB_PORT/$LAB_WORD/far:1"
jq '."insecure-registries" += ["0.0.0.0/0"]' /etc/docker/daemon.json > /tmp/daemon.json
cp /tmp/daemon.json /etc/docker/daemon.json
service docker reload
# The engine is told by a signal, and reads the file a moment later.
for _ in $(seq 50); do
  if docker info 2>/dev/null | grep -qF " 0.0.0.0/0"; then break; fi
  sleep 0.2
done
docker push "172.17.0.1:$LAB_PORT/$LAB_WORD/far:1"
