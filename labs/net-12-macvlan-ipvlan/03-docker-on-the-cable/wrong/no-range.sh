#!/bin/bash
# hint: the lower half
docker network create -d macvlan -o parent=nic --subnet "$LAB_NET.0/24" --gateway "$LAB_NET.1" lan
docker run -d --name cam --network lan busybox httpd -f -p 80
docker exec cam ping -c 1 -W 2 "$LAB_NET.77"
