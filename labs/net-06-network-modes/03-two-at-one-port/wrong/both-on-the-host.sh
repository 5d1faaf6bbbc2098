#!/bin/bash
# hint: has ended
docker run -d --name two --network host busybox httpd -f -p "$LAB_PORT"
docker wait two
