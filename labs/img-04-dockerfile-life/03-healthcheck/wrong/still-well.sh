#!/bin/bash
# hint: Remove /alive
docker run -d --name pulse pulse:1
deadline=$((SECONDS + 40))
until [ "$(docker inspect -f '{{.State.Health.Status}}' pulse)" = healthy ] || [ $SECONDS -ge $deadline ]; do sleep 0.3; done
