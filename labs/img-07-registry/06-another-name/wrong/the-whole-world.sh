#!/bin/bash
# hint: more than one registry
docker tag busybox "172.17.0.1:$LAB_PORT/$LAB_WORD/far:1"
jq '."insecure-registries" += ["0.0.0.0/0"]' /etc/docker/daemon.json > /tmp/daemon.json
cp /tmp/daemon.json /etc/docker/daemon.json
service docker reload
docker push "172.17.0.1:$LAB_PORT/$LAB_WORD/far:1"
