#!/bin/bash
# hint: Nobody from outside
# The world made anew, with two processes of its own and no visitor.
pkill -x sleep
setsid unshare --ipc bash -c 'ipcmk --queue; sleep 1001; true' &> /dev/null &
