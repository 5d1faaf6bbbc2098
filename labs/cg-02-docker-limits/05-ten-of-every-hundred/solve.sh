#!/bin/bash
set -e
docker run -d --name spin --cpus 0.1 busybox sh -c 'while :; do :; done'
# Ten times a second it runs out; its start alone does so a few times.
id=$(docker inspect -f '{{.Id}}' spin)
until [ "$(cat /sys/fs/cgroup{,/cpu}/docker/"$id"/cpu.stat 2> /dev/null | sed -n 's/^nr_throttled //p')" -gt 20 ]; do sleep 0.2; done
