#!/bin/bash
# The group with limits, which the script itself moves into.
write_limits() {
  cat > /root/box/30-limits << 'END'
# a group with limits: v2 has one tree for all kinds, v1 one for each
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  memory=/sys/fs/cgroup/$name pids=/sys/fs/cgroup/$name max=memory.max
else
  memory=/sys/fs/cgroup/memory/$name pids=/sys/fs/cgroup/pids/$name max=memory.limit_in_bytes
fi
mkdir -p $memory $pids
echo 64M > $memory/$max
echo 20 > $pids/pids.max
echo $$ | tee $memory/cgroup.procs $pids/cgroup.procs > /dev/null
END
}
