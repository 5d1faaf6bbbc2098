#!/bin/bash
# Start of this step: a group demo without a process limit, in which no fork was refused, and nobody in it.
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
remove() { # a group with all below it; who lives there moves out
  find "$1" -depth -type d 2> /dev/null | while read -r group; do
    # shellcheck disable=SC2013  # one number per line
    for pid in $(cat "$group/cgroup.procs"); do echo "$pid" > "${home:-$1/..}/cgroup.procs" || true; done 2> /dev/null
    for _ in $(seq 50); do rmdir "$group" 2> /dev/null && break; sleep 0.1; done
  done
}
ready() {
  { [ -n "$home" ] || [ ! -e /sys/fs/cgroup/demo ]; } && [ -d "$memory" ] && [ -d "$cpu" ] && [ -d "$pids" ] && [ -z "$(cat "$memory/cgroup.procs" "$cpu/cgroup.procs" "$pids/cgroup.procs")" ] && [ -z "$(find "$memory" -mindepth 1 -type d)" ] && [ "$(cat "$pids/pids.max")" = max ] && grep -q "^max 0$" "$pids/pids.events" &&
    { [ -z "$home" ] || grep -q "^max " "$cpu/cpu.max"; } &&
    ! grep -q . "$pids/cgroup.subtree_control"
}
if ready 2> /dev/null; then exit 0; fi
# On v1 these can only be plain directories, made with the commands of v2.
[ -n "$home" ] || rm -rf /sys/fs/cgroup/demo /sys/fs/cgroup/init
pkill -x sleep || true
for group in "$memory" "$cpu" "$pids"; do remove "$group"; done
make
