#!/bin/bash
# hint: does not run
docker exec "$(docker ps -q --filter name=ring-r | head -n 1)" redis-cli cluster failover || true
