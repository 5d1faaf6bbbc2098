#!/bin/bash
# hint: but not by themselves
cd /root/site || exit
sed -i 's/    build: app/&\n    init: true/' compose.yaml
docker compose up -d
docker compose stop app
