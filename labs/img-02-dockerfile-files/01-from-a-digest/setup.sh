#!/bin/bash
# Start of this step: busybox:1.35 is what the registry has under this name; no tin:1, no tin:2.
set -e
docker version > /dev/null 2>&1 || service docker start
docker rmi -f tin:1 tin:2 busybox:1.35 > /dev/null 2>&1 || true
docker pull -q busybox:1.35 > /dev/null
mkdir -p /root/tin
cd /root/tin
printf '%s\n' 'FROM busybox:1.35' > Dockerfile
printf '%s\n' 'FROM busybox:1.35' 'COPY label.txt /' > Other
echo "$LAB_WORD" > label.txt
