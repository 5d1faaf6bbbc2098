#!/bin/bash
# Start of this step: box may use 48 MiB and no swap, and nothing was killed in it.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
# box MEMORY SWAP CPUS: the container, with these limits in MiB and cores, in Docker's books and in the kernel
box() {
  want="true $(($1 << 20)) $(($2 << 20)) $3 40"
  have=$(docker inspect -f "{{.State.Running}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}" box 2> /dev/null || true)
  id=$(docker inspect -f "{{.Id}}" box 2> /dev/null || true)
  if [ "$have" != "$want" ] || [ "$(cat /sys/fs/cgroup{,/memory}/docker/"$id"/memory.{max,limit_in_bytes} 2> /dev/null)" != "$(($1 << 20))" ] ||
    ! grep -qs "^oom_kill 0$" /sys/fs/cgroup{,/memory}/docker/"$id"/memory.{events,oom_control}; then
    docker rm -f box > /dev/null 2>&1 || true
    docker run -d --name box --memory "$1m" --memory-swap "$2m" --cpus "$(awk "BEGIN { print $3 / 1e9 }")" --pids-limit 40 busybox sleep 1d > /dev/null
  fi
}
docker rm -f spin ann ben > /dev/null 2>&1 || true
box 48 48 250000000
