#!/bin/bash
set -e
for dir in /proc/[0-9]*; do
  [ "$(readlink "$dir/ns/ipc")" != "$(readlink /proc/self/ns/ipc)" ] || continue
  setsid nsenter --ipc="$dir/ns/ipc" sleep 1001 &> /dev/null &
  exit 0
done
exit 1
