#!/bin/bash
# hint: Now leave something there
setsid unshare --ipc sleep 1000 &> /dev/null &
