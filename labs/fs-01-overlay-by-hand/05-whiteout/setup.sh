#!/bin/bash
# Start of this step: the overlay is mounted, in_both.txt is a file in both layers.
set -e
mkdir -p /root/overlay
cd /root/overlay
ready() {
  mountpoint -q merged && [ -f lower/in_both.txt ] && [ -f upper/in_both.txt ]
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
mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work merged
echo hello > merged/new.txt
echo "one more line" >> merged/in_lower.txt
