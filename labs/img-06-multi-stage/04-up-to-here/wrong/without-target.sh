#!/bin/bash
# hint: There is no image net:test
cd /root/net
echo 20 > depth.txt
docker build -q -t net:1 .
