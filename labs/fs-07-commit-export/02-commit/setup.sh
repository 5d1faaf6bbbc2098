#!/bin/bash
# Start of this step: bench runs and holds the compiled program; no hello:1.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect gcc:12 > /dev/null 2>&1 || docker pull -q gcc:12 > /dev/null
docker rm -f hello > /dev/null 2>&1 || true
docker rmi -f hello:1 > /dev/null 2>&1 || true
if ! docker exec bench test -x /usr/local/bin/hello > /dev/null 2>&1; then
  docker rm -f bench > /dev/null 2>&1 || true
  docker run -d --name bench gcc:12 sleep 1d > /dev/null
  printf '#include <stdio.h>\nint main(void) { puts("hello from %s"); }\n' "$LAB_WORD" \
    | docker exec -i bench gcc -static -o /usr/local/bin/hello -x c -
fi
