#!/bin/bash
# hint: There is no running container crane
cd /root/ship
docker build -q -t ship:1 .
