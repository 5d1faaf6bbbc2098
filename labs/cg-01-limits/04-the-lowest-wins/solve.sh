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
  echo +memory > "$group/cgroup.subtree_control"
  mkdir "$group/inner"
  echo 256M > "$group/inner/memory.max"
else
  mkdir "$group/inner"
  echo 256M > "$group/inner/memory.limit_in_bytes"
fi
in_group "$group/inner" python3 -c "b = bytearray(100 << 20)"
