#!/bin/bash
# Start of this step: a recipe whose ARG stands above FROM; no paint:1, no container paint.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f paint > /dev/null 2>&1 || true
docker rmi -f paint:0 paint:1 > /dev/null 2>&1 || true
mkdir -p /root/paint
cd /root/paint
cat > Dockerfile << 'END'
ARG BASE=busybox
ARG COLOR=grey
FROM $BASE
RUN echo "color=$COLOR" > /color
CMD ["sleep", "1d"]
END
