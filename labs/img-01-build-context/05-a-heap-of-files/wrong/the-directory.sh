#!/bin/bash
# hint: more than the page and the recipe
cd /root/town/shop || exit
docker build -q -t shop:5 .
docker run -d --name heap shop:5 sleep 1d
