#!/bin/bash
set -e
bridge -n hall link set dev p1 learning off locked on
ip -n hall link set dev p1 type bridge_slave fdb_flush
bridge -n hall fdb replace "$(cat /sys/class/net/nic/address)" dev p1 master static
docker run -d --name guest busybox sleep 1d
docker exec guest ping -c 1 "$LAB_NET.77"
