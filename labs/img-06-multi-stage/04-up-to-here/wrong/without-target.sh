#!/bin/bash
# hint: There is no image net:test
cd /root/net || exit
echo 20 > depth.txt
docker build -q -t net:1 .
