#!/bin/bash
# Start of this step: a recipe that only seems to change directory; no place:1, no container place.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f place > /dev/null 2>&1 || true
docker rmi -f place:1 place:0 > /dev/null 2>&1 || true
mkdir -p /root/place
cd /root/place
echo spoon > spoon.txt
printf '%s\n' 'FROM busybox' "RUN mkdir -p /srv/$LAB_WORD && cd /srv/$LAB_WORD" 'COPY spoon.txt .' 'CMD ["sleep", "1d"]' > Dockerfile
