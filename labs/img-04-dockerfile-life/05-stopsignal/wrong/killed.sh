#!/bin/bash
# hint: by force
cd /root/worker || exit
docker build -q -t worker:1 .
docker run -d --name worker worker:1
docker stop -t 1 worker
