#!/bin/bash
# hint: web.conf is not in its place
. "$LAB_LIB/site.sh"
write_site 1
sed -i 's#conf.d/default.conf#web.conf#' compose.yaml
docker compose up -d --build
curl -s --retry 20 --retry-all-errors --retry-delay 1 "http://127.0.0.1:$LAB_PORT"
