#!/bin/bash
# hint: was the engine restarted
jq --arg office "$LAB_NET.53" '. + {"dns": [$office], "dns-search": ["office.example"]}' /etc/docker/daemon.json > /tmp/daemon.json
cat /tmp/daemon.json > /etc/docker/daemon.json
docker run -d --name plain busybox sleep 1d
docker exec plain ping -c 1 printer || true
