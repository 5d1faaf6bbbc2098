#!/bin/bash
set -e
. "$LAB_LIB/run-and-files.sh"
cd /root/box
mkdir -p /root/image
docker create --name donor busybox
docker export donor | tar -x -C /root/image
docker rm donor
write_run
write_files
./run "$LAB_BOX"
echo "I am $LAB_BOX" > "$LAB_BOX/root/etc/motd"
