#!/bin/bash
# hint: root inside root outside too
echo "0 0 1" > "/proc/$(pgrep -n -u "$LAB_UID")/uid_map"
