#!/bin/bash
set -e
docker run -d --name shop -p "$LAB_PORT:80" nginx
curl -s --retry 20 --retry-connrefused --retry-delay 1 -o /dev/null "http://$(docker inspect -f '{{.NetworkSettings.IPAddress}}' shop)"
ip netns exec outside curl -sf -m 5 -o /dev/null "http://203.0.113.1:$LAB_PORT"
