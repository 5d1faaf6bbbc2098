#!/bin/bash
# Start of this step: the note is in the overlay, and nobody serves it.
set -e
. "$LAB_LIB/box.sh"
make_directories
mount_overlay
write_note
pkill -f "^busybox httpd -f -p $LAB_NET.1:" || true
