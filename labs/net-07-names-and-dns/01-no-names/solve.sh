#!/bin/bash
set -e
docker rm -f desk > /dev/null 2>&1 || true
docker run -d --name desk --link "web:$LAB_TILL" busybox sleep 1d
docker exec desk ping -c 1 "$LAB_TILL"
