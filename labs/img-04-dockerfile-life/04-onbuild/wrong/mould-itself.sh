#!/bin/bash
# hint: does not hold your filling
cd /root/bakery || exit
docker build -q -t mould:1 mould
docker build -q -t cake:1 mould
docker run -d --name cake cake:1
