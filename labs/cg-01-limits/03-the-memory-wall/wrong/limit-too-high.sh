#!/bin/bash
# hint: higher than 64M
group=/sys/fs/cgroup/memory/demo
[ -d "$group" ] || group=/sys/fs/cgroup/demo
if [ -e "$group/memory.max" ]; then echo 128M > "$group/memory.max"; else echo 128M > "$group/memory.limit_in_bytes"; fi
