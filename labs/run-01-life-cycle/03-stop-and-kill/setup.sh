#!/bin/bash
# Start of this step: two containers run, one listens to TERM and one does not; clock is not paused.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker unpause clock > /dev/null 2>&1 || true
docker rm -f polite deaf > /dev/null 2>&1 || true
docker run -d --name polite busybox sh -c "trap 'echo goodbye; exit $LAB_CODE' TERM; while true; do sleep 0.2; done" > /dev/null
docker run -d --name deaf busybox sleep 1d > /dev/null
