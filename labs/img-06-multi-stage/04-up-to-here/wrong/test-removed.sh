#!/bin/bash
# hint: stage test has not run
cd /root/net || exit
docker build -q -t net:1 .
printf '%s\n' 'FROM busybox AS base' 'COPY depth.txt /' '' 'FROM base AS test' '' 'FROM base' 'CMD ["cat", "/depth.txt"]' > Dockerfile
docker build -q -t net:test --target test .
