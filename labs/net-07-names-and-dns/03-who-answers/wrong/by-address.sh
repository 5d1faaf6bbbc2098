#!/bin/bash
# hint: has not asked
docker network create shop
docker run -d --name web --network shop busybox sleep 1d
docker run -d --name desk --network shop busybox sleep 1d
docker exec desk ping -c 1 "$(docker inspect -f '{{.NetworkSettings.Networks.shop.IPAddress}}' web)"
