#!/bin/bash
# hint: is not yet 8 MiB
for file in /sys/fs/cgroup{,/memory}/docker/memory.{max,limit_in_bytes}; do
  if [ -e "$file" ]; then echo $((LAB_MEM + 8))M > "$file"; fi
done
