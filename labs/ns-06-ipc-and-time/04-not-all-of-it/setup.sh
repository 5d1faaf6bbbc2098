#!/bin/bash
# Start of this step: nothing in /dev/shm, and no second ipc or mount namespace.
set -e
for dir in /proc/[0-9]*; do
  [ "$(readlink "$dir/ns/ipc")" = "$(readlink /proc/self/ns/ipc)" ] || kill -9 "${dir#/proc/}" 2> /dev/null || true
done
for dir in /proc/[0-9]*; do
  [ "$(readlink "$dir/ns/mnt")" = "$(readlink /proc/self/ns/mnt)" ] || kill -9 "${dir#/proc/}" 2> /dev/null || true
done
rm -f "/dev/shm/$LAB_BOX"
