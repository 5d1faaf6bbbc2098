#!/bin/bash
# hint: The queue is outside
setsid unshare --ipc sleep 1000 &> /dev/null &
ipcmk --queue
