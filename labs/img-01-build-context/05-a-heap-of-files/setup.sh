#!/bin/bash
# Start of this step: the shop with a recipe that copies everything and no .dockerignore; no shop:5, no container heap.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
mkdir -p /root/town/shop/css
cd /root/town/shop
rm -f .dockerignore
if [ ! -s film.raw ]; then dd if=/dev/urandom of=film.raw bs=1M count=40 2> /dev/null; fi
echo '<h1>Kiosk</h1>' > index.html
echo 'h1 { color: teal }' > css/site.css
printf '%s\n' 'FROM busybox' 'COPY . /www/' > Dockerfile
docker rm -f heap > /dev/null 2>&1 || true
docker rmi -f shop:5 > /dev/null 2>&1 || true
