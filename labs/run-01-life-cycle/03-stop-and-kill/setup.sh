#!/bin/bash
# Start of this step: two containers run, one listens to TERM and one does not; clock is not paused.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker unpause clock > /dev/null 2>&1 || true
# NAME COMMAND...: a container of that name that runs; one that does already is left alone
runs() {
  if [ "$(docker inspect -f '{{.State.Running}}' "$1" 2> /dev/null)" = true ]; then return; fi
  docker rm -f "$1" > /dev/null 2>&1 || true
  docker run -d --name "$1" busybox "${@:2}" > /dev/null
}
runs polite sh -c "trap 'echo goodbye; exit $LAB_CODE' TERM; while true; do sleep 0.2; done"
runs deaf sleep 1d
