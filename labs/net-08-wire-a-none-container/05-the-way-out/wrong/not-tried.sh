#!/bin/bash
# hint: no answer
nsenter -t "$(docker inspect -f '{{.State.Pid}}' box)" -n ip route add default via "$LAB_NET.1"
