#!/bin/bash
set -e
nsenter -t "$(docker inspect -f '{{.State.Pid}}' box)" -n ip route add default via "$LAB_NET.1"
docker exec box ping -c 2 203.0.113.9
