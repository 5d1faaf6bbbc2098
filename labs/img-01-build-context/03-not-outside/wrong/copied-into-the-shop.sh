#!/bin/bash
# hint: was not built with the town as its context
cd /root/town/shop || exit
cp ../prices.txt .
printf '%s\n' 'FROM busybox' 'COPY index.html prices.txt /www/' > Recipe
docker build -q -t shop:3 -f Recipe .
