#!/bin/bash
# Start of this step: a recipe that copies everything and nothing that keeps files out; no shop:4, no container look.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
mkdir -p /root/town/shop/css/cache /root/town/shop/cache
cd /root/town/shop
rm -f .dockerignore ../.dockerignore Recipe prices.txt
if [ ! -s film.raw ]; then dd if=/dev/urandom of=film.raw bs=1M count=40 2> /dev/null; fi
echo 'short' > "$LAB_CLIP.raw"
echo '<h1>Kiosk</h1>' > index.html
echo 'h1 { color: teal }' > css/site.css
echo 'old' | tee cache/page.html > css/cache/site.css
printf '%s\n' 'FROM busybox' 'COPY . /www/' > Dockerfile
docker rm -f look > /dev/null 2>&1 || true
docker rmi -f shop:4 > /dev/null 2>&1 || true
