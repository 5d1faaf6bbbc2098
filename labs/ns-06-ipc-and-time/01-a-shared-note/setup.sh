#!/bin/bash
# Start of this step: no shared memory of ours, and no second ipc namespace.
set -e
for dir in /proc/[0-9]*; do
  [ "$(readlink "$dir/ns/ipc")" = "$(readlink /proc/self/ns/ipc)" ] || kill -9 "${dir#/proc/}" 2> /dev/null || true
done
ipcrm --all=shm
