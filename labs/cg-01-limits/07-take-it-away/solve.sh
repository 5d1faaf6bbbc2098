#!/bin/bash
set -e
# v1 has a tree for each resource, v2 one for all.
if [ -d /sys/fs/cgroup/memory ]; then
  memory=/sys/fs/cgroup/memory/demo cpu=/sys/fs/cgroup/cpu/demo pids=/sys/fs/cgroup/pids/demo
else
  memory=/sys/fs/cgroup/demo cpu=/sys/fs/cgroup/demo pids=/sys/fs/cgroup/demo
fi
until [ -z "$(cat "$pids/cgroup.procs")" ]; do
  # shellcheck disable=SC2046  # one number per line
  kill $(cat "$pids/cgroup.procs") || true
  sleep 0.1
done
for group in "$memory" "$cpu" "$pids"; do [ ! -d "$group" ] || rmdir "$group"; done
