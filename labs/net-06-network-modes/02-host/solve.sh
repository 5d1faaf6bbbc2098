#!/bin/bash
set -e
docker run -d --name one --network host busybox httpd -f -p "$LAB_PORT"
curl -s --retry 20 --retry-connrefused --retry-delay 1 -o /dev/null "http://127.0.0.1:$LAB_PORT"
