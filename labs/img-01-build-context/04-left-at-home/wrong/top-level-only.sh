#!/bin/bash
# hint: css/cache
cd /root/town/shop || exit
printf '%s\n' '*.raw' "!$LAB_CLIP.raw" 'cache' > .dockerignore
docker build -q -t shop:4 .
docker run -d --name look shop:4 sleep 1d
