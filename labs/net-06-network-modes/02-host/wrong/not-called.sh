#!/bin/bash
# hint: Nobody has called
docker run -d --name one --network host busybox httpd -f -p "$LAB_PORT"
