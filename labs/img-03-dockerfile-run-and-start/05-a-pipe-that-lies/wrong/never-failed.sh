#!/bin/bash
# hint: You have not seen it fail
cd /root/pipe || exit
docker build -q -t pipe:1 .
printf '%s\n' 'FROM debian:12' 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]' 'COPY list /' 'RUN cat /list | wc -l > /count' > Dockerfile
docker build -q -t pipe:2 .
