#!/bin/bash
# Start of this step: the site was built not long ago and its steps are in the build cache; no site:7.
set -e
docker version > /dev/null 2>&1 || service docker start
cd /root/site
docker rmi -f site:7 > /dev/null 2>&1 || true
docker image inspect site:4 > /dev/null 2>&1 || docker build -q -t site:4 . > /dev/null
