#!/bin/bash
# Start of this step: the three lowers are mounted without an upper, site on top.
set -e
mkdir -p /root/overlay
cd /root/overlay
ready() {
  ! findmnt -rn -o OPTIONS merged | grep -q upperdir && [ "$(cat merged/who.txt)" = site ]
}
if ready; then exit 0; fi

# -l: a shell may stand in merged
while mountpoint -q merged; do umount -l merged; done
find . -mindepth 1 -delete
mkdir base app site upper work merged
# On btrfs a copy-up may share the blocks (reflink). Not for files without copy-on-write: then the copy costs what it costs elsewhere.
chattr +C base 2> /dev/null || true
for layer in base app site; do
  echo "$layer" > "$layer/who.txt"
  echo "only in $layer" > "$layer/$layer.txt"
done
mkdir base/conf app/conf base/docs
echo "port 80" > base/conf/default.conf
echo "level info" > base/conf/log.conf
echo "workers 4" > app/conf/app.conf
echo "read me" > base/docs/readme.txt
echo "how to" > base/docs/guide.txt
head -c 50M /dev/zero > base/big.bin
mount -t overlay overlay -o lowerdir=site:app:base merged
