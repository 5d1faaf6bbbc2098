#!/bin/bash
# hint: There is no image shop:old yet
cd /root/town/shop || exit
printf '%s\n' 'FROM busybox' 'COPY index.html /www/' > Dockerfile
docker build -q -t shop:2 .
