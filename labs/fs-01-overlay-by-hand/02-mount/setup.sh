#!/bin/bash
# Start of this step: four directories with their files, nothing is mounted.
set -e
mkdir -p /root/overlay
cd /root/overlay
ready() {
  ! mountpoint -q merged && [ -d work ] && [ -s lower/in_lower.txt ] && [ -s upper/in_upper.txt ] &&
    [ -s lower/in_both.txt ] && [ -s upper/in_both.txt ] && [ -z "$(find upper -type c)" ]
}
if ready; then exit 0; fi

# -l: a shell may stand in merged
while mountpoint -q merged; do umount -l merged; done
find . -mindepth 1 -delete
mkdir lower upper work merged
echo "lower wrote this" > lower/in_lower.txt
echo "upper wrote this" > upper/in_upper.txt
echo "lower wrote this" > lower/in_both.txt
echo "upper wrote this" > upper/in_both.txt
