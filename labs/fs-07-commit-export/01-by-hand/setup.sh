#!/bin/bash
# Start of this step: a source file, a container bench with a compiler, nothing compiled in it.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect gcc:12 > /dev/null 2>&1 || docker pull -q gcc:12 > /dev/null
mkdir -p /root/work
cat > /root/work/hello.c << END
#include <stdio.h>

int main(void) {
  puts("hello from $LAB_WORD");
  return 0;
}
END
docker rm -f bench > /dev/null 2>&1 || true
docker run -d --name bench gcc:12 sleep 1d > /dev/null
