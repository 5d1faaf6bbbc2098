#!/bin/bash
# hint: has not been told
h2 docker swarm join --advertise-addr "$LAB_NET.2" --token "$(docker swarm join-token -q worker)" "$LAB_NET.1:2377"
h2 docker run -d --name two busybox sleep 1d
