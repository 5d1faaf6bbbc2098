#!/bin/bash
# Start of this step: the overlay is mounted, and there is no note in it. It builds what 02-mount leaves by itself.
set -e
. "$LAB_LIB/box.sh"
make_directories
mount_overlay
rm -f "$(box)/merged/note.txt"
