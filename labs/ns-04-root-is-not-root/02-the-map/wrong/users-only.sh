#!/bin/bash
# hint: Groups have a map of their own
echo "0 $LAB_UID 1" > "/proc/$(pgrep -n -u "$LAB_UID")/uid_map"
