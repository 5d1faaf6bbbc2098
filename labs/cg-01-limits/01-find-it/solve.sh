#!/bin/bash
set -e
home=
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  # v2: one tree. Its root hands controllers down, so nobody may live in it.
  memory=/sys/fs/cgroup/demo cpu=/sys/fs/cgroup/demo pids=/sys/fs/cgroup/demo home=/sys/fs/cgroup/init
else
  memory=/sys/fs/cgroup/memory/demo cpu=/sys/fs/cgroup/cpu/demo pids=/sys/fs/cgroup/pids/demo
fi
make() {
  if [ -n "$home" ]; then
    mkdir -p "$home"
    # shellcheck disable=SC2013  # one number per line
    for pid in $(cat /sys/fs/cgroup/cgroup.procs); do echo "$pid" > "$home/cgroup.procs" || true; done 2> /dev/null
    echo "+memory +cpu +pids" > /sys/fs/cgroup/cgroup.subtree_control
  fi
  mkdir -p "$memory" "$cpu" "$pids"
}
make
