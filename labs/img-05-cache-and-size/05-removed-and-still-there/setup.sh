#!/bin/bash
# Start of this step: the recipe in three lines, and nothing built from it.
set -e
docker version > /dev/null 2>&1 || service docker start
cd /root/tool
printf '%s\n' 'FROM busybox' 'RUN dd if=/dev/urandom of=/pack bs=1M count=20' 'RUN sha256sum /pack > /sum' 'RUN rm /pack' > Dockerfile
docker rmi -f tool:fat tool:lean > /dev/null 2>&1 || true
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
