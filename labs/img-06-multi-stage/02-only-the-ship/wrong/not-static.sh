#!/bin/bash
# hint: libraries it was linked to
cd /root/ship || exit
printf '%s\n' 'FROM gcc:12 AS yard' 'COPY ship.c .' 'RUN gcc -o /ship ship.c' '' 'FROM scratch' 'COPY --from=yard /ship /ship' 'CMD ["/ship"]' > Dockerfile
docker build -q -t ship:2 .
docker run -d --name sail ship:2 || true
