#!/bin/bash
# hint: published itself
. "$LAB_LIB/site.sh"
write_site 1
sed -i 's/    build: app/&\n    ports: ["7080:8080"]/' compose.yaml
docker compose up -d --build
curl -s --retry 20 --retry-all-errors --retry-delay 1 "http://127.0.0.1:$LAB_PORT"
