#!/bin/bash
# hint: You made a third world
setsid unshare --ipc sleep 1001 &> /dev/null &
