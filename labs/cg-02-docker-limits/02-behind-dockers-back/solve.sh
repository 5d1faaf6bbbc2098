#!/bin/bash
set -e
id=$(docker inspect -f '{{.Id}}' box)
for file in /sys/fs/cgroup{,/memory}/docker/"$id"/memory.{max,limit_in_bytes}; do
  if [ -e "$file" ]; then echo $((LAB_MEM + 8))M > "$file"; fi
done
