#!/bin/bash
set -e
cd /root/site
sed -i 's/replicas: 1/replicas: 3/' compose.yaml
docker compose up -d
docker compose exec -T web nginx -s reload
# The old workers may answer for another moment.
until [ "$(for _ in 1 2 3 4 5 6; do curl -s "http://127.0.0.1:$LAB_PORT"; done | sort -u | wc -l)" = 3 ]; do sleep 0.5; done
