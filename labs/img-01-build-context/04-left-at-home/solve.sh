#!/bin/bash
set -e
cd /root/town/shop
printf '%s\n' '# raw material' '*.raw' "!$LAB_CLIP.raw" '**/cache' > .dockerignore
docker build -q -t shop:4 .
docker rm -f look > /dev/null 2>&1 || true
docker run -d --name look shop:4 sleep 1d
