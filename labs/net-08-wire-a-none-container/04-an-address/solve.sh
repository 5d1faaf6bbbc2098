#!/bin/bash
set -e
nsenter -t "$(docker inspect -f '{{.State.Pid}}' box)" -n ip addr add "$LAB_NET.77/24" dev eth0
docker exec box ping -c 2 "$LAB_NET.2"
