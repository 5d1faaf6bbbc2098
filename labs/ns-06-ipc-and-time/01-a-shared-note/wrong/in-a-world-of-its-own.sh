#!/bin/bash
# hint: in an ipc namespace of your own already
# shellcheck disable=SC2016  # the inner shell expands it
setsid unshare --ipc bash -c 'ipcmk --shmem "$0"; exec sleep 1000' "$LAB_SIZE" &> /dev/null &
