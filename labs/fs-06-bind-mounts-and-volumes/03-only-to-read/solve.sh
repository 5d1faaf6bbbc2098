#!/bin/bash
set -e
docker run -d --name reader --mount type=bind,source=/root/site,target=/data,readonly busybox sleep 1d
