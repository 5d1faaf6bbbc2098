#!/bin/bash
# Start of this step: the recipe as it came, nothing built from it, nothing in the build cache.
set -e
docker version > /dev/null 2>&1 || service docker start
cd /root/site
printf '%s\n' 'FROM busybox' 'WORKDIR /site' 'COPY . .' 'RUN ./install.sh' 'CMD ["httpd", "-f", "-p", "80"]' > Dockerfile
docker rmi -f site:1 > /dev/null 2>&1 || true
docker image prune -f > /dev/null
docker builder prune -af > /dev/null
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
