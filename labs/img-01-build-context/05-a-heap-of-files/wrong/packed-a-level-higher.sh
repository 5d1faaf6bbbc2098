#!/bin/bash
# hint: lacks /www/index.html
cd /root/town || exit
tar -c shop/Dockerfile shop/index.html | docker build -q -t shop:5 -f shop/Dockerfile -
docker run -d --name heap shop:5 sleep 1d
