#!/bin/bash
set -e
master=$(cat /root/.ring-master) # as ./who shows: the one with the key's slot
docker kill "$master"
other=ring-r1-1
[ "$other" != "$master" ] || other=ring-r2-1
until docker exec "$other" timeout 2 redis-cli -c get "$LAB_WORD" | grep -qx "$LAB_CODE"; do sleep 0.5; done
