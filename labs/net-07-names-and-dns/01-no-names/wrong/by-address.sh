#!/bin/bash
# hint: no such line
docker run -d --name desk busybox sleep 1d
docker exec desk ping -c 1 "$(docker inspect -f '{{.NetworkSettings.IPAddress}}' web)"
