#!/bin/bash
set -e
docker swarm init --advertise-addr "$LAB_NET.1"
echo y | docker network rm ingress
docker network create -d overlay --attachable --opt com.docker.network.driver.overlay.vxlanid_list="$LAB_VNI" team
docker run -d --name one --network team busybox sleep 1d
