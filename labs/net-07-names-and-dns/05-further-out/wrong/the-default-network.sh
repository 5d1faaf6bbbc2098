#!/bin/bash
# hint: not on shop
docker run -d --name desk --hostname front --dns "$LAB_NET.53" --dns-search office.example busybox sleep 1d
docker exec desk ping -c 1 printer
