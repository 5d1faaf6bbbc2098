#!/bin/bash
# hint: another number
docker swarm init --advertise-addr "$LAB_NET.1"
docker network rm ingress <<< y
docker network create -d overlay --attachable team
docker run -d --name one --network team busybox sleep 1d
