#!/bin/bash
# hint: is not note:1
cd /root || exit
mkdir -p unpacked
docker save busybox | tar -x -C unpacked
