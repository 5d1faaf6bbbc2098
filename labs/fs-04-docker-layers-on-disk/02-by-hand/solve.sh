#!/bin/bash
set -e
cd /var/lib/docker/overlay2
top=$(basename "$(dirname "$(docker inspect -f '{{.GraphDriver.Data.UpperDir}}' nginx:1.22.1)")")
mount -t overlay image -o "lowerdir=$top/diff:$(cat "$top/lower")" /mnt
