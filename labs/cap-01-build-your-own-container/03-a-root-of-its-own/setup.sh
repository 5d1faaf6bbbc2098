#!/bin/bash
# Start of this step: the script starts a process in namespaces of its own, with the sandbox's root; nobody lives in the box.
set -e
. "$LAB_LIB/room.sh"
. "$LAB_LIB/run-and-files.sh"
. "$LAB_LIB/start-alone.sh"
engine
empty_box
take_off_network
take_off_limits
image
mkdir -p /root/box
rm -f /root/box/{20-network,30-limits} /root/box/"$LAB_BOX"/upper/etc/name
[ -x /root/box/run ] || write_run
[ -e /root/box/10-files ] || write_files
if lacks 40-start unshare || ! lacks 40-start nsenter; then write_start_alone; fi
if lacks init exec || ! lacks init pivot_root; then write_init_name; fi
lay
