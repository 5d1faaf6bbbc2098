#!/bin/bash
set -e
docker run -d --name one -v /root/site:/data busybox sleep 1d
docker exec one sh -c "echo $LAB_BOX > /data/reply"
