#!/bin/bash
# hint: runs as root
cd /root/clerk || exit
docker build -q -t clerk:1 .
docker run -d --name clerk clerk:1
