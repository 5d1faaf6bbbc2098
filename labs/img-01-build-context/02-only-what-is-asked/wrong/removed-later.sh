#!/bin/bash
# hint: still holds the film
cd /root/town/shop || exit
printf '%s\n' 'FROM busybox' 'COPY . /www/' 'RUN rm /www/film.raw' > Dockerfile
docker build -q -t shop:2 .
