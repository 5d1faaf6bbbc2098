#!/bin/bash
# hint: Prove it
pid=$(docker inspect -f '{{.State.Pid}}' web)
nsenter -t "$pid" -n ip link set eth0 up
nsenter -t "$pid" -n ip route add default via 172.17.0.1
