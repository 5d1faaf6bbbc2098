#!/bin/bash
# Start of this step: the directories are there, nothing is mounted.
set -e
. "$LAB_LIB/box.sh"
make_directories
while mountpoint -q "$(box)/merged"; do umount -l "$(box)/merged"; done
