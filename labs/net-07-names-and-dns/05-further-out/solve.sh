#!/bin/bash
set -e
docker run -d --name desk --network shop --hostname front --dns "$LAB_NET.53" --dns-search office.example busybox sleep 1d
docker exec desk ping -c 1 printer
