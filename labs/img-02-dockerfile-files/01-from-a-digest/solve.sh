#!/bin/bash
set -e
cd /root/tin
digest=$(docker image inspect -f '{{index .RepoDigests 0}}' busybox:1.35)
docker build -q -t busybox:1.35 -f Other .
docker build -q -t tin:1 .
echo "FROM $digest" > Dockerfile
docker build -q -t tin:2 .
