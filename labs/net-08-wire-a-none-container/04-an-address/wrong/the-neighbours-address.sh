#!/bin/bash
# hint: does not have the address
nsenter -t "$(docker inspect -f '{{.State.Pid}}' box)" -n ip addr add "$LAB_NET.2/24" dev eth0
