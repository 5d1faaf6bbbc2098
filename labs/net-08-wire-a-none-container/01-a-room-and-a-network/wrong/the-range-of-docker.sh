#!/bin/bash
# hint: does not have the address
docker network create -o com.docker.network.bridge.name=lab0 lab
docker run -d --name peer --network lab busybox sleep 1d
docker run -d --name box --network none busybox sleep 1d
