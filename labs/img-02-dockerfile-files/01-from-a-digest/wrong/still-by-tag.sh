#!/bin/bash
# hint: tin:2 stands on the moved name
cd /root/tin || exit
docker build -q -t busybox:1.35 -f Other .
docker build -q -t tin:1 .
docker build -q -t tin:2 .
