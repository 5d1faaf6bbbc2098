#!/bin/bash
set -e
two=$(docker inspect -f '{{.NetworkSettings.IPAddress}}' two)
docker exec one ping -c 2 "$two"
docker exec one ping -c 2 172.17.0.1
