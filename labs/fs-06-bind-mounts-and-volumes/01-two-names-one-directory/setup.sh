#!/bin/bash
# Start of this step: two directories with a file each, nothing mounted.
set -e
mkdir -p /root/a /root/b
while mountpoint -q /root/b; do umount -l /root/b; done
while mountpoint -q /root/a; do umount -l /root/a; done
find /root/a /root/b -mindepth 1 -delete
echo "I am in a" > /root/a/in_a
echo "I am in b" > /root/b/in_b
