#!/bin/bash
# hint: your first engine
h2 docker swarm join --advertise-addr "$LAB_NET.2" --token "$(docker swarm join-token -q worker)" "$LAB_NET.1:2377"
docker run -d --name two --network team busybox sleep 1d
