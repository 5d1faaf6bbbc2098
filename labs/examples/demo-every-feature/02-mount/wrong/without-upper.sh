#!/bin/bash
# hint: has no upper directory
. "$LAB_LIB/box.sh"
mkdir -p "$(box)/more"
mount -t overlay overlay -o "lowerdir=$(box)/lower:$(box)/more" "$(box)/merged"
