#!/bin/bash
# hint: does not listen at port
docker run -d --name two busybox httpd -f -p 80
