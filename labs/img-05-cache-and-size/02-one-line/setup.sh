#!/bin/bash
# Start of this step: the recipe as it came, and built once; no site:2.
set -e
docker version > /dev/null 2>&1 || service docker start
cd /root/site
printf '%s\n' 'FROM busybox' 'WORKDIR /site' 'COPY . .' 'RUN ./install.sh' 'CMD ["httpd", "-f", "-p", "80"]' > Dockerfile
docker rmi -f site:2 > /dev/null 2>&1 || true
docker image inspect site:1 > /dev/null 2>&1 || docker build -q -t site:1 . > /dev/null
