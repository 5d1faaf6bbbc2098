#!/bin/bash
# hint: root made this user namespace
setsid unshare --user sleep 1000 &> /dev/null &
