#!/bin/bash
# hint: by way of
nsenter -t "$(docker inspect -f '{{.State.Pid}}' box)" -n ip route add default via "$LAB_NET.2"
docker exec box ping -c 1 -W 1 203.0.113.9 || true
