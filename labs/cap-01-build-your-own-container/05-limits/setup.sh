#!/bin/bash
# Start of this step: the script gives a root and a network, no limits; nobody lives in the box.
set -e
. "$LAB_LIB/room.sh"
. "$LAB_LIB/run-and-files.sh"
. "$LAB_LIB/init-with-root.sh"
. "$LAB_LIB/network.sh"
engine
empty_box
take_off_limits
image
outside
hand_down
mkdir -p /root/box
rm -f /root/box/30-limits
[ -x /root/box/run ] || write_run
[ -e /root/box/10-files ] || write_files
[ -e /root/box/20-network ] || write_network
if lacks init pivot_root; then write_init; fi
if lacks 40-start nsenter; then write_start; fi
lay
