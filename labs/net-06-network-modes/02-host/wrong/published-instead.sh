#!/bin/bash
# hint: network of its own
docker run -d --name one -p "$LAB_PORT:$LAB_PORT" busybox httpd -f -p "$LAB_PORT"
curl -s --retry 20 --retry-connrefused --retry-delay 1 -o /dev/null "http://127.0.0.1:$LAB_PORT"
