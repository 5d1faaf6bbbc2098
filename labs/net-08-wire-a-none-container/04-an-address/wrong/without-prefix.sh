#!/bin/bash
# hint: another prefix
nsenter -t "$(docker inspect -f '{{.State.Pid}}' box)" -n ip addr add "$LAB_NET.77" dev eth0
docker exec box ping -c 1 -W 1 "$LAB_NET.2" || true
