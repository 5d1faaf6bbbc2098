#!/bin/bash
# hint: one has nothing mounted at /data
docker run -d --name one busybox sleep 1d
docker cp /root/site one:/data
