#!/bin/bash
set -e
docker run -d --name ann --cgroup-parent /team --memory 256m busybox sleep 1d
docker run -d --name ben --cgroup-parent /team --memory 256m busybox sleep 1d
for file in /sys/fs/cgroup{,/memory}/team/memory.{max,limit_in_bytes}; do
  if [ -e "$file" ]; then echo 96M > "$file"; fi
done
