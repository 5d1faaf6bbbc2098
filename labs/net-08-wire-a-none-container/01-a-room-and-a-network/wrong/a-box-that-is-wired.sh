#!/bin/bash
# hint: has a network already
docker network create --subnet "$LAB_NET.0/24" --gateway "$LAB_NET.1" -o com.docker.network.bridge.name=lab0 lab
docker run -d --name peer --network lab busybox sleep 1d
docker run -d --name box --network lab busybox sleep 1d
