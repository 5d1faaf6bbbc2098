#!/bin/bash
# hint: Nobody has built it
cd /root/page || exit
docker build -q -t page:1 .
docker run -d --name page -p 8088:8088 page:1
