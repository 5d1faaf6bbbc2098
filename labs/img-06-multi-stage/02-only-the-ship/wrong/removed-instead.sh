#!/bin/bash
# hint: more than one layer
cd /root/ship || exit
printf '%s\n' 'FROM gcc:12' 'COPY ship.c .' 'RUN gcc -static -o /ship ship.c && rm -rf ship.c /usr/lib/gcc' 'CMD ["/ship"]' > Dockerfile
docker build -q -t ship:2 .
docker run -d --name sail ship:2
