#!/bin/bash
# hint: a directory of the sandbox
cd /root/store || exit
docker build -q -t store:1 .
mkdir -p /root/elsewhere
docker run -d --name kept -v /root/elsewhere:/data store:1
docker exec kept sh -c 'echo inside > /data/second; echo beside > /beside'
