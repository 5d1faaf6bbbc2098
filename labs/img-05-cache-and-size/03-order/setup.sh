#!/bin/bash
# Start of this step: built from the recipe as it came; no site:3.
set -e
docker version > /dev/null 2>&1 || service docker start
cd /root/site
docker rmi -f site:3 > /dev/null 2>&1 || true
if ! docker image inspect site:2 > /dev/null 2>&1; then
  printf '%s\n' 'FROM busybox' 'WORKDIR /site' 'COPY . .' 'RUN ./install.sh' 'CMD ["httpd", "-f", "-p", "80"]' > Dockerfile
  docker build -q -t site:2 . > /dev/null
fi
