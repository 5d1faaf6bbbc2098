#!/bin/bash
# hint: are not both there
docker exec ring-r1-1 redis-cli -c set "$LAB_WORD" "$LAB_CODE"
docker exec ring-r1-1 redis-cli -c mset boat:name anna boat:port oslo || true
