#!/bin/bash
set -e
. "$LAB_LIB/site.sh"
write_site 1
docker compose up -d --build
curl -s --retry 20 --retry-all-errors --retry-delay 1 "http://127.0.0.1:$LAB_PORT"
