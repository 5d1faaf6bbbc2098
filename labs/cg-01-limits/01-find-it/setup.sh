#!/bin/bash
# Start of this step: no group demo; on v2 the root keeps its processes and hands nothing down.
set -e
home=
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  # v2: one tree. Its root hands controllers down, so nobody may live in it.
  memory=/sys/fs/cgroup/demo cpu=/sys/fs/cgroup/demo pids=/sys/fs/cgroup/demo home=/sys/fs/cgroup/init
else
  memory=/sys/fs/cgroup/memory/demo cpu=/sys/fs/cgroup/cpu/demo pids=/sys/fs/cgroup/pids/demo
fi
remove() { # a group with all below it; who lives there moves out
  find "$1" -depth -type d 2> /dev/null | while read -r group; do
    # shellcheck disable=SC2013  # one number per line
    for pid in $(cat "$group/cgroup.procs"); do echo "$pid" > "${home:-$1/..}/cgroup.procs" || true; done 2> /dev/null
    for _ in $(seq 50); do rmdir "$group" 2> /dev/null && break; sleep 0.1; done
  done
}
# On v1 these can only be plain directories, made with the commands of v2.
[ -n "$home" ] || rm -rf /sys/fs/cgroup/demo /sys/fs/cgroup/init
pkill -x sleep || true
for group in "$memory" "$cpu" "$pids"; do remove "$group"; done
if [ -n "$home" ]; then
  # Only a group that hands nothing down may have processes.
  for controller in memory cpu pids; do echo "-$controller" > /sys/fs/cgroup/cgroup.subtree_control || true; done
  # shellcheck disable=SC2013  # one number per line
  for pid in $(cat "$home/cgroup.procs" 2> /dev/null); do echo "$pid" > /sys/fs/cgroup/cgroup.procs || true; done 2> /dev/null
  rmdir "$home" 2> /dev/null || true
fi
