#!/bin/bash
# hint: Outside, this container belongs to root
setsid unshare --user --map-root-user --mount --uts --ipc --net --pid --cgroup --fork --mount-proc bash -c 'ip link set lo up; exec sleep 1000' &> /dev/null &
