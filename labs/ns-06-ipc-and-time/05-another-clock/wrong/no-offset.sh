#!/bin/bash
# hint: The new clock shows the same
setsid unshare --user --map-root-user --time sleep 1000 &> /dev/null &
