#!/bin/bash
set -e
# shellcheck disable=SC2016  # the inner shell expands it
setsid unshare --ipc bash -c 'ipcmk --queue; exec sleep 1000' &> /dev/null &
