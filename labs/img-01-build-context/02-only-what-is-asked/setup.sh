#!/bin/bash
# Start of this step: the shop, with a recipe that copies everything; no shop:2, no shop:old.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
mkdir -p /root/town/shop/css
cd /root/town/shop
if [ ! -s film.raw ]; then dd if=/dev/urandom of=film.raw bs=1M count=40 2> /dev/null; fi
if [ ! -s index.html ]; then echo '<h1>Kiosk</h1>' > index.html; fi
rm -f .dockerignore
printf '%s\n' 'FROM busybox' 'COPY . /www/' > Dockerfile
docker rmi -f shop:2 shop:old > /dev/null 2>&1 || true
