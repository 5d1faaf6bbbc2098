#!/bin/bash
# hint: but not under the name
setsid unshare --mount --uts --pid --fork sleep 1000 &> /dev/null &
