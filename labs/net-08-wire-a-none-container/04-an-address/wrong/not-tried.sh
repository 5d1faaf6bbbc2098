#!/bin/bash
# hint: has not spoken
nsenter -t "$(docker inspect -f '{{.State.Pid}}' box)" -n ip addr add "$LAB_NET.77/24" dev eth0
