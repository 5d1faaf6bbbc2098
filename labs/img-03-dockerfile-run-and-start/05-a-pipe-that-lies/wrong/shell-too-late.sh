#!/bin/bash
# hint: was not run by bash
cd /root/pipe || exit
docker build -q -t pipe:1 .
printf '%s\n' 'FROM debian:12' 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]' 'RUN cat /list | wc -l > /count' > Dockerfile
docker build -q -t pipe:2 .
printf '%s\n' 'FROM debian:12' 'COPY list /' 'RUN cat /list | wc -l > /count' 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]' > Dockerfile
docker build -q -t pipe:2 .
