#!/bin/bash
# Start of this step: site:3 is built, from a recipe that copies the list of packages first; no site:4.
set -e
docker version > /dev/null 2>&1 || service docker start
cd /root/site
docker rmi -f site:4 > /dev/null 2>&1 || true
if ! grep -q '^COPY.*packages.txt' Dockerfile; then
  printf '%s\n' 'FROM busybox' 'WORKDIR /site' 'COPY packages.txt install.sh ./' 'RUN ./install.sh' 'COPY . .' 'CMD ["httpd", "-f", "-p", "80"]' > Dockerfile
  docker rmi -f site:3 > /dev/null 2>&1 || true
fi
docker image inspect site:3 > /dev/null 2>&1 || docker build -q -t site:3 . > /dev/null
