#!/bin/bash
# hint: Now run the greedy program inside
group=/sys/fs/cgroup/memory/demo
[ -d "$group" ] || group=/sys/fs/cgroup/demo
if [ -e "$group/memory.max" ]; then echo 64M > "$group/memory.max"; else echo 64M > "$group/memory.limit_in_bytes"; fi
python3 -c "b = bytearray(200 << 20)"
