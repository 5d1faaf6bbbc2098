#!/bin/bash
# hint: here only --ipc
setsid unshare --ipc --net bash -c 'ipcmk --queue; exec sleep 1000' &> /dev/null &
