#!/bin/bash
# hint: not what docker save writes
cd /root || exit
docker create --name gone note:1 > /dev/null
mkdir -p unpacked
docker export gone | tar -x -C unpacked
docker rm gone > /dev/null
