#!/bin/bash
# Start of this step: the image is here, nothing is mounted on /mnt.
set -e
docker version > /dev/null 2>&1 || service docker start
while mountpoint -q /mnt; do umount -l /mnt; done
docker rm -f web > /dev/null 2>&1 || true
docker image inspect nginx:1.22.1 > /dev/null 2>&1 || docker pull -q nginx:1.22.1
