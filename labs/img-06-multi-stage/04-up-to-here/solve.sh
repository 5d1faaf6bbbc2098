#!/bin/bash
set -e
cd /root/net
docker build -q -t net:1 .
docker build -q -t net:test --target test . || true
echo 20 > depth.txt
docker build -q -t net:test --target test .
docker build -q -t net:1 .
