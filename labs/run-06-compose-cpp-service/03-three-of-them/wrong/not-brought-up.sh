#!/bin/bash
# hint: There are not three
cd /root/site || exit
sed -i 's/replicas: 1/replicas: 3/' compose.yaml
docker compose restart
