#!/bin/bash
# Start of this step: box runs with the limits that Docker was given.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
# box MEMORY SWAP CPUS: the container, with these limits in MiB and cores, in Docker's books
box() {
  want="true $(($1 << 20)) $(($2 << 20)) $3 40"
  have=$(docker inspect -f "{{.State.Running}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}" box 2> /dev/null || true)
  if [ "$have" != "$want" ]; then
    docker rm -f box > /dev/null 2>&1 || true
    docker run -d --name box --memory "$1m" --memory-swap "$2m" --cpus "$(awk "BEGIN { print $3 / 1e9 }")" --pids-limit 40 busybox sleep 1d > /dev/null
  fi
}
docker rm -f spin ann ben > /dev/null 2>&1 || true
box "$LAB_MEM" $((2 * LAB_MEM)) 500000000
