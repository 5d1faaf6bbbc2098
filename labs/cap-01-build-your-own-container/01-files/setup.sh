#!/bin/bash
# Start of this step: an engine with busybox, and nothing of the script.
set -e
. "$LAB_LIB/room.sh"
engine
empty_box
take_off_network
take_off_limits
docker rm -f donor twin > /dev/null 2>&1 || true
while mountpoint -q "/root/box/$LAB_BOX/root"; do umount -l "/root/box/$LAB_BOX/root"; done
rm -rf /root/box /root/image
mkdir -p /root/box
