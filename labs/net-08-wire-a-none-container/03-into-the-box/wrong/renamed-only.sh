#!/bin/bash
# hint: switched off
pid=$(docker inspect -f '{{.State.Pid}}' box)
ip link set end netns "$pid"
nsenter -t "$pid" -n ip link set end name eth0
