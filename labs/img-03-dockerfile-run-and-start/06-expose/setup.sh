#!/bin/bash
# Start of this step: the image door:1, which exposes a port; no container of it, nor of the steps before.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f closed open shell exec names long short other paint > /dev/null 2>&1 || true
mkdir -p /root/door
cd /root/door
echo "$LAB_WORD" > index.html
printf '%s\n' 'FROM busybox' 'COPY index.html /www/' 'EXPOSE 80' 'CMD ["httpd", "-f", "-p", "80", "-h", "/www"]' > Dockerfile
docker build -q -t door:1 . > /dev/null
