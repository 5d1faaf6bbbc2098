#!/bin/bash
# Start of this step: the overlay is mounted, in_upper.txt is a file in upper only.
set -e
mkdir -p /root/overlay
cd /root/overlay
ready() {
  mountpoint -q merged && [ -f upper/in_upper.txt ] && [ ! -e lower/in_upper.txt ]
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
rm merged/in_both.txt
echo "back again" >> merged/in_both.txt
