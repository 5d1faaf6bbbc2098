#!/bin/bash
set -e
jq '. + {"live-restore": true}' /etc/docker/daemon.json > /tmp/daemon.json
cat /tmp/daemon.json > /etc/docker/daemon.json
service docker reload
until [ "$(docker info --format '{{.LiveRestoreEnabled}}')" = true ]; do sleep 0.1; done
service docker restart
