#!/bin/bash
# hint: does not hold the film
cd /root/town/shop || exit
docker build -q -t shop:1 -f Dockerfile css
