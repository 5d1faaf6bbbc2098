#!/bin/bash
# hint: driver macvlan
docker network create lan
docker run -d --name cam --network lan -p 80:80 busybox httpd -f -p 80
ip netns exec printer curl -sI --retry 20 --retry-connrefused --retry-delay 1 "http://$LAB_NET.10"
