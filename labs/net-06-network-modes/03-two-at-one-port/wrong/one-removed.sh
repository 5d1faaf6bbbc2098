#!/bin/bash
# hint: one does not run
docker rm -f one > /dev/null
docker run -d --name two --network host busybox httpd -f -p "$LAB_PORT"
