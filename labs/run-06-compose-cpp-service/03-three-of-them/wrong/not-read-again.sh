#!/bin/bash
# hint: nginx has not asked all three
cd /root/site || exit
sed -i 's/replicas: 1/replicas: 3/' compose.yaml
docker compose up -d
for _ in 1 2 3 4 5 6; do curl -s "http://127.0.0.1:$LAB_PORT"; done
