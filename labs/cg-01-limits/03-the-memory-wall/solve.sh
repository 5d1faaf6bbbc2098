#!/bin/bash
set -e
# v1 has a tree for each resource, v2 one for all.
group=/sys/fs/cgroup/memory/demo
[ -d "$group" ] || group=/sys/fs/cgroup/demo
# What a lab's script starts runs beside the student's groups until the script has ended. So it waits in the background to be let in.
in_group() { # directory of the group, command
  # shellcheck disable=SC2016  # for the inner shell
  setsid bash -c 'while grep -q "/\.\./" /proc/self/cgroup; do sleep 0.1; done; echo $$ > "$0/cgroup.procs" && exec "$@"' "$@" &> /dev/null &
}
if [ -e "$group/memory.max" ]; then
  echo 64M > "$group/memory.max"
else
  echo 64M > "$group/memory.limit_in_bytes"
  # memory and swap together, where this kernel counts swap
  [ ! -e "$group/memory.memsw.limit_in_bytes" ] || echo 64M > "$group/memory.memsw.limit_in_bytes"
fi
in_group "$group" python3 -c "b = bytearray(200 << 20)"
