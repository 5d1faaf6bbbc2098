#!/bin/bash
set -e
pid=$(docker inspect -f '{{.State.Pid}}' web)
nsenter -t "$pid" -n ip link set eth0 up
nsenter -t "$pid" -n ip route replace default via 172.17.0.1
curl -sf -m 5 -o /dev/null "http://$(docker inspect -f '{{.NetworkSettings.IPAddress}}' web)"
