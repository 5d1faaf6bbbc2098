#!/bin/bash
# hint: There is no running container crane
cd /root/ship || exit
docker build -q -t ship:1 .
