#!/bin/bash
# hint: The image is empty
. "$LAB_LIB/run-and-files.sh"
mkdir -p /root/image
write_run
write_files
/root/box/run "$LAB_BOX"
mkdir "/root/box/$LAB_BOX/root/etc"
echo "I am $LAB_BOX" > "/root/box/$LAB_BOX/root/etc/motd"
