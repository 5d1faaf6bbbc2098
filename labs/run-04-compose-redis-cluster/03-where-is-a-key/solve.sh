#!/bin/bash
set -e
cd /root/ring
docker compose exec -T r1 redis-cli -c set "$LAB_WORD" "$LAB_CODE"
docker compose exec -T r1 redis-cli -c mset "{boat}:name" anna "{boat}:port" oslo
