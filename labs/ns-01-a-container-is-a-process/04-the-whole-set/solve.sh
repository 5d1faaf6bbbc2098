#!/bin/bash
set -e
setsid unshare --mount --uts --ipc --net --pid --cgroup --fork --mount-proc tail -f /dev/null &> /dev/null &
