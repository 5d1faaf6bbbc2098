#!/bin/bash
# hint: is not in the recipe
cd /root/clerk || exit
docker build -q -t clerk:1 .
docker run -d --name clerk --user "$LAB_UID" clerk:1
