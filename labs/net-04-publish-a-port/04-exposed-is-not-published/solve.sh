#!/bin/bash
set -e
docker run -d --name loud -P nginx
curl -s --retry 20 --retry-connrefused --retry-delay 1 -o /dev/null "http://$(docker inspect -f '{{.NetworkSettings.IPAddress}}' loud)"
port=$(docker port loud 80 | head -1 | cut -d: -f2)
ip netns exec outside curl -sf -m 5 -o /dev/null "http://203.0.113.1:$port"
