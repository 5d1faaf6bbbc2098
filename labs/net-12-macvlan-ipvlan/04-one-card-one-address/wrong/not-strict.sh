#!/bin/bash
# hint: not strict yet
docker run -d --name guest busybox sleep 1d
docker exec guest ping -c 1 "$LAB_NET.77"
