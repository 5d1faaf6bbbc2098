#!/bin/bash
# Start of this step: the source, and no recipe.
set -e
. "$LAB_LIB/source.sh"
docker version > /dev/null 2>&1 || service docker start
docker image inspect gcc:12 > /dev/null 2>&1 || docker pull -q gcc:12 > /dev/null
docker ps -aq --filter label=com.docker.compose.project=site | xargs -r docker rm -fv > /dev/null 2>&1 || true
docker rm -f try > /dev/null 2>&1 || true
docker rmi -f app:1 > /dev/null 2>&1 || true
rm -rf /root/site
write_source one
