#!/bin/bash
# hint: Remove /alive
docker run -d --name pulse pulse:1
for _ in $(seq 100); do
  if [ "$(docker inspect -f '{{.State.Health.Status}}' pulse)" = healthy ]; then exit 0; fi
  sleep 0.2
done
exit 1
