#!/bin/bash
set -e
# v1 has a tree for each resource, v2 one for all.
group=/sys/fs/cgroup/cpu/demo
[ -d "$group" ] || group=/sys/fs/cgroup/demo
# What a lab's script starts runs beside the student's groups until the script has ended. So it waits in the background to be let in.
in_group() { # directory of the group, command
  # shellcheck disable=SC2016  # for the inner shell
  setsid bash -c 'while grep -q "/\.\./" /proc/self/cgroup; do sleep 0.1; done; echo $$ > "$0/cgroup.procs" && exec "$@"' "$@" &> /dev/null &
}
if [ -e "$group/cpu.max" ]; then echo "20000 100000" > "$group/cpu.max"; else echo 20000 > "$group/cpu.cfs_quota_us"; fi
in_group "$group" timeout 3 bash -c 'while :; do :; done'
