#!/bin/bash
# Start of this step: a recipe that counts a list which is not there; no pipe:1, no pipe:2.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect debian:12 > /dev/null 2>&1 || docker pull -q debian:12 > /dev/null
docker rmi -f pipe:1 pipe:2 > /dev/null 2>&1 || true
mkdir -p /root/pipe
cd /root/pipe
printf '%s\n' milk eggs flour > list
printf '%s\n' 'FROM debian:12' 'RUN cat /list | wc -l > /count' > Dockerfile
