#!/bin/bash
# hint: told by an option
docker run -d --name plain --dns "$LAB_NET.53" --dns-search office.example busybox sleep 1d
docker exec plain ping -c 1 printer
