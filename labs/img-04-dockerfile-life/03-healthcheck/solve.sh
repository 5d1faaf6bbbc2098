#!/bin/bash
set -e
# STATUS: waits until the engine says so, for at most 20 seconds
until_health() {
  for _ in $(seq 100); do
    if [ "$(docker inspect -f '{{.State.Health.Status}}' pulse)" = "$1" ]; then return; fi
    sleep 0.2
  done
  return 1
}
docker run -d --name pulse pulse:1
until_health healthy
docker exec pulse rm /alive
until_health unhealthy
