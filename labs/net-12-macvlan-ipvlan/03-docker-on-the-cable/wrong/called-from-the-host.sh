#!/bin/bash
# hint: From the printer
docker network create -d macvlan -o parent=nic --subnet "$LAB_NET.0/24" --gateway "$LAB_NET.1" --ip-range "$LAB_NET.128/25" lan
docker run -d --name cam --network lan busybox httpd -f -p 80
curl -sI -m 1 "http://$(docker inspect -f '{{.NetworkSettings.Networks.lan.IPAddress}}' cam)" || true
