#!/bin/bash
set -e
pid=$(docker inspect -f '{{.State.Pid}}' box)
ip link set end netns "$pid"
nsenter -t "$pid" -n ip link set end name eth0
nsenter -t "$pid" -n ip link set eth0 up
