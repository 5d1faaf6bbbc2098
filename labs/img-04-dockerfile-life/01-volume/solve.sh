#!/bin/bash
set -e
cd /root/store
docker build -q -t store:1 .
docker run -d --name kept store:1
docker exec kept sh -c 'echo inside > /data/second; echo beside > /beside'
