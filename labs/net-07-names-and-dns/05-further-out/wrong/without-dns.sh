#!/bin/bash
# hint: Was it run with --dns
docker run -d --name desk --network shop --hostname front --dns-search office.example busybox sleep 1d
docker exec desk ping -c 1 printer || true
