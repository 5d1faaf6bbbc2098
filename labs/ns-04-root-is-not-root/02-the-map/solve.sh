#!/bin/bash
set -e
pid=$(pgrep -n -u "$LAB_UID")
echo "0 $LAB_UID 1" > "/proc/$pid/uid_map"
echo "0 $LAB_UID 1" > "/proc/$pid/gid_map"
