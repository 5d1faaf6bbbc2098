#!/bin/bash
# hint: is called Dockerfile
cd /root/town/shop || exit
printf '%s\n' 'FROM busybox' 'COPY shop/index.html prices.txt /www/' > Dockerfile
docker build -q -t shop:3 -f Dockerfile ..
