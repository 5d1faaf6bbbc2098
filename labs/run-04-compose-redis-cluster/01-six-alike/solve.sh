#!/bin/bash
set -e
cd /root/ring
docker build -q -t ring:1 .
printf '  r%s: *node\n' 4 5 6 >> compose.yaml
docker compose up -d
# Up is who has a process; the settings are read a moment later.
until [ "$(pgrep -fc '6379 .cluster.')" -ge 6 ]; do sleep 0.2; done
