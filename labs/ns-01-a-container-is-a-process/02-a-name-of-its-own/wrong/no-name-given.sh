#!/bin/bash
# hint: Now give it the name inside
setsid unshare --uts sleep 1000 &> /dev/null &
