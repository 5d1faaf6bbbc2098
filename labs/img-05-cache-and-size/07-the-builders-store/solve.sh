#!/bin/bash
set -e
cd /root/site
docker image prune -af
docker build -q -t site:7 .
docker builder prune -af
docker build -q -t site:7 .
