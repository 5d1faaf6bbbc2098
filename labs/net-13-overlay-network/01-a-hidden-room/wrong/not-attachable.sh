#!/bin/bash
# hint: attachable
docker swarm init --advertise-addr "$LAB_NET.1"
docker network rm ingress <<< y
docker network create -d overlay --opt com.docker.network.driver.overlay.vxlanid_list="$LAB_VNI" team
docker run -d --name one --network team busybox sleep 1d || docker rm one
