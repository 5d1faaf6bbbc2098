#!/bin/bash
# Start of this step: all processes share one time namespace.
set -e
for dir in /proc/[0-9]*; do
  [ "$(readlink "$dir/ns/time")" = "$(readlink /proc/self/ns/time)" ] || kill -9 "${dir#/proc/}" 2> /dev/null || true
done
