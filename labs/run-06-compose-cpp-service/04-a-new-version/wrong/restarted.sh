#!/bin/bash
# hint: A visitor still reads
cd /root/site || exit
sed -i "s/version = \"one\"/version = \"$LAB_WORD\"/" app/main.cpp
docker compose restart app
docker compose exec -T web nginx -s reload
curl -s --retry 20 --retry-all-errors --retry-delay 1 "http://127.0.0.1:$LAB_PORT"
