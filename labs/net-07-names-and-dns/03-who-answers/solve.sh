#!/bin/bash
set -e
docker network create shop
docker run -d --name web --network shop busybox sleep 1d
docker run -d --name desk --network shop busybox sleep 1d
docker exec desk ping -c 1 web
