#!/bin/bash
set -e
docker network create -d macvlan -o parent=nic --subnet "$LAB_NET.0/24" --gateway "$LAB_NET.1" --ip-range "$LAB_NET.128/25" lan
docker run -d --name cam --network lan busybox httpd -f -p 80
address=$(docker inspect -f '{{.NetworkSettings.Networks.lan.IPAddress}}' cam)
ip netns exec printer curl -sI --retry 20 --retry-connrefused --retry-delay 1 "http://$address"
