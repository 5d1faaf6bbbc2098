#!/bin/bash
# hint: No process has a network namespace of its own yet
setsid unshare --uts sleep 1000 &> /dev/null &
