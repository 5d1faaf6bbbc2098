#!/bin/bash
# hint: gave way
docker run -d --name two --network host busybox httpd -f -p 7999
