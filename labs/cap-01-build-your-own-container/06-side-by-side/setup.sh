#!/bin/bash
# Start of this step: the script is complete; nobody lives in the box, and there is no container twin.
set -e
. "$LAB_LIB/room.sh"
. "$LAB_LIB/run-and-files.sh"
. "$LAB_LIB/init-with-root.sh"
. "$LAB_LIB/network.sh"
. "$LAB_LIB/limits.sh"
engine
docker rm -f twin > /dev/null 2>&1 || true
empty_box
image
outside
hand_down
mkdir -p /root/box
rm -f /root/box/50-limits
[ -x /root/box/run ] || write_run
[ -e /root/box/10-files ] || write_files
[ -e /root/box/20-network ] || write_network
[ -e /root/box/30-limits ] || write_limits
if lacks init pivot_root; then write_init; fi
if lacks 40-start nsenter; then write_start; fi
lay
