#!/bin/bash
# hint: no such line
docker run -d --name desk --link web busybox sleep 1d
docker exec desk ping -c 1 web
