#!/bin/bash
set -e
while mountpoint -q /mnt; do umount /mnt; done
docker run -d --name web nginx:1.22.1
