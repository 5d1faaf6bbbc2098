#!/bin/bash
# Start of this step: /root/overlay is there and empty, nothing is mounted in it.
set -e
mkdir -p /root/overlay
cd /root/overlay
# -l: a shell may stand in merged
while mountpoint -q merged; do umount -l merged; done
find . -mindepth 1 -delete
