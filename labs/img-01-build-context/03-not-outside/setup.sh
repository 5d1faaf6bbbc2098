#!/bin/bash
# Start of this step: a recipe that reaches out of the shop; no shop:3.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
mkdir -p /root/town/shop
cd /root/town/shop
rm -f .dockerignore Recipe ../.dockerignore prices.txt
if [ ! -s index.html ]; then echo '<h1>Kiosk</h1>' > index.html; fi
if [ ! -s film.raw ]; then dd if=/dev/urandom of=film.raw bs=1M count=40 2> /dev/null; fi
echo 'tea 2' > ../prices.txt
printf '%s\n' 'FROM busybox' 'COPY index.html /www/' 'COPY ../prices.txt /www/' > Dockerfile
docker rmi -f shop:3 > /dev/null 2>&1 || true
