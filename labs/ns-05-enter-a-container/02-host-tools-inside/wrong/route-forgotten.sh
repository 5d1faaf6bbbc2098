#!/bin/bash
# hint: no way out
nsenter -t "$(docker inspect -f '{{.State.Pid}}' web)" -n ip link set eth0 up
