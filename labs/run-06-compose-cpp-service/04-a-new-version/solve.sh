#!/bin/bash
set -e
cd /root/site
sed -i "s/version = \"one\"/version = \"$LAB_WORD\"/" app/main.cpp
docker compose up -d --build app
docker compose exec -T web nginx -s reload
curl -s --retry 20 --retry-all-errors --retry-delay 1 "http://127.0.0.1:$LAB_PORT"
