#!/bin/bash
# Start of this step: no container called ann or ben, and no group team.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f spin ann ben > /dev/null 2>&1 || true
for group in /sys/fs/cgroup{,/*}/team; do
  if [ -d "$group" ]; then
    for _ in $(seq 50); do rmdir "$group" 2> /dev/null && break; sleep 0.1; done
  fi
done
