#!/bin/bash
# hint: the last line that fits decides
cd /root/town/shop || exit
printf '%s\n' "!$LAB_CLIP.raw" '*.raw' '**/cache' > .dockerignore
docker build -q -t shop:4 .
docker run -d --name look shop:4 sleep 1d
