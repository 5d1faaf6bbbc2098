#!/bin/bash
# hint: has no volume
cd /root/store || exit
sed -i /VOLUME/d Dockerfile
docker build -q -t store:1 .
docker run -d --name kept store:1
docker exec kept sh -c 'echo inside > /data/second; echo beside > /beside'
