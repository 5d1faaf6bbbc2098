#!/bin/bash
# Start of this step: the engine runs, and the image is not here.
set -e
docker version > /dev/null 2>&1 || service docker start
while mountpoint -q /mnt; do umount -l /mnt; done
docker rm -f web > /dev/null 2>&1 || true
docker rmi -f nginx:1.22.1 > /dev/null 2>&1 || true
