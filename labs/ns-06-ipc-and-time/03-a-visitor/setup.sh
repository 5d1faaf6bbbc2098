#!/bin/bash
# Start of this step: one process has an ipc namespace of its own, with a queue in it.
set -e
own=$(readlink /proc/self/ns/ipc)
inside=()
for dir in /proc/[0-9]*; do
  if ipc=$(readlink "$dir/ns/ipc") && [ "$ipc" != "$own" ]; then inside+=("${dir#/proc/}"); fi
done
if [ "${#inside[@]}" = 1 ]; then exit 0; fi
for pid in "${inside[@]}"; do kill -9 "$pid" 2> /dev/null || true; done
setsid unshare --ipc bash -c 'ipcmk --queue; exec sleep 1000' &> /dev/null &
until pid=$(pgrep -x sleep) && [ "$(readlink "/proc/$pid/ns/ipc")" != "$own" ]; do sleep 0.1; done
