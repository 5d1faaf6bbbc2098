#!/bin/bash
# hint: lets in everybody again
bridge -n hall link set dev p1 learning off locked on
bridge -n hall fdb replace "$(cat /sys/class/net/nic/address)" dev p1 master static
bridge -n hall link set dev p1 learning on locked off
docker run -d --name guest busybox sleep 1d
docker exec guest ping -c 1 "$LAB_NET.77"
