#!/bin/bash
set -e
# v1 has a tree for each resource, v2 one for all.
group=/sys/fs/cgroup/pids/demo
[ -d "$group" ] || group=/sys/fs/cgroup/demo
# What a lab's script starts runs beside the student's groups until the script has ended. So it waits in the background to be let in.
in_group() { # directory of the group, command
  # shellcheck disable=SC2016  # for the inner shell
  setsid bash -c 'while grep -q "/\.\./" /proc/self/cgroup; do sleep 0.1; done; echo $$ > "$0/cgroup.procs" && exec "$@"' "$@" &> /dev/null &
}
echo 20 > "$group/pids.max"
# shellcheck disable=SC2016  # for the inner shell
in_group "$group" sh -c 'for i in $(seq 100); do sleep 20 & done'
