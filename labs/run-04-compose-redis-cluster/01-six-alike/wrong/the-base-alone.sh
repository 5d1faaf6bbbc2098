#!/bin/bash
# hint: not in cluster mode
cd /root/ring || exit
printf '  r%s: *node\n' 4 5 6 >> compose.yaml
docker tag redis:7 ring:1
docker compose up -d
