#!/bin/bash
# hint: does not stand on
cd /root/box || exit
printf '%s\n' 'FROM scratch' 'COPY Dockerfile /' 'COPY note /' > Dockerfile
docker build -q -t "localhost:$LAB_PORT/$LAB_WORD/box:2" .
docker push -q "localhost:$LAB_PORT/$LAB_WORD/box:2"
