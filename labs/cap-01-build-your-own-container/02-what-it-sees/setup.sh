#!/bin/bash
# Start of this step: image and layers are there, and nobody lives in the box.
set -e
. "$LAB_LIB/room.sh"
. "$LAB_LIB/run-and-files.sh"
engine
empty_box
take_off_network
take_off_limits
image
mkdir -p /root/box
rm -f /root/box/{20-network,30-limits,40-start,init}
[ -x /root/box/run ] || write_run
[ -e /root/box/10-files ] || write_files
lay
[ -e "/root/box/$LAB_BOX/root/etc/motd" ] || echo "I am $LAB_BOX" > "/root/box/$LAB_BOX/root/etc/motd"
