#!/bin/bash
# Start of this step: a C program and a recipe in one stage; no ship:1, no container of it.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect gcc:12 > /dev/null 2>&1 || docker pull -q gcc:12 > /dev/null
docker rm -f crane > /dev/null 2>&1 || true
docker rmi -f ship:1 > /dev/null 2>&1 || true
mkdir -p /root/ship
cd /root/ship
cat > ship.c << END
#include <stdio.h>
#include <unistd.h>

int main(void) {
  puts("the ship $LAB_WORD is at sea");
  fflush(stdout);
  pause(); // until a signal comes
}
END
cat > Dockerfile << 'END'
FROM gcc:12
COPY ship.c .
RUN gcc -static -o /ship ship.c
CMD ["/ship"]
END
