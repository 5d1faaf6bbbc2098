#!/bin/bash
# Start of this step: neither debian nor nginx is here.
set -e
docker version > /dev/null 2>&1 || service docker start
while mountpoint -q /mnt; do umount -l /mnt; done
docker rm -f web > /dev/null 2>&1 || true
docker rmi -f nginx:1.22 debian:12 > /dev/null 2>&1 || true
