#!/bin/bash
set -e
health() { docker inspect -f '{{.State.Health.Status}}' pulse; }
docker run -d --name pulse pulse:1
deadline=$((SECONDS + 20))
until [ "$(health)" != starting ] || [ $SECONDS -ge $deadline ]; do sleep 0.3; done
docker exec pulse rm /alive
deadline=$((SECONDS + 30))
until [ "$(health)" = unhealthy ] || [ $SECONDS -ge $deadline ]; do sleep 0.3; done
