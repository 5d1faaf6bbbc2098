#!/bin/bash
set -e
jq '. + {"userland-proxy": false}' /etc/docker/daemon.json > /tmp/daemon.json
cat /tmp/daemon.json > /etc/docker/daemon.json
service docker restart
docker start shop
nsenter -t "$(docker inspect -f '{{.State.Pid}}' shop)" -n curl -s --retry 20 --retry-connrefused --retry-delay 1 -o /dev/null "http://203.0.113.1:$LAB_PORT"
