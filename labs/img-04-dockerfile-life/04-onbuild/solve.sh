#!/bin/bash
set -e
cd /root/bakery
docker build -q -t mould:1 mould
docker build -q -t cake:1 cake
docker run -d --name cake cake:1
