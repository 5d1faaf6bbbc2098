#!/bin/bash
set -e
docker run -d --name two busybox httpd -f -p "$LAB_PORT"
