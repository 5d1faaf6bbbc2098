#!/bin/bash
# Start of this step: the registry runs, and knows no box; the engine has busybox under no other name of ours.
. "$LAB_LIB/shelf.sh"
set -e
registry_runs
for tag in 1 2; do
  drop "$LAB_WORD/box" "$tag"
  docker rmi "$here/$LAB_WORD/box:$tag" > /dev/null 2>&1 || true
done
docker rmi "$LAB_WORD/box:1" > /dev/null 2>&1 || true
