#!/bin/bash
# hint: the order is upside down
cd /root/unpacked || exit
number=0
for layer in $(jq -r '.[0].Layers[]' manifest.json); do
  number=$((number + 1))
  mkdir -p "/root/layers/$number"
  tar -xf "$layer" -C "/root/layers/$number"
done
cd /root/layers || exit
rm 3/.wh.draft.txt
mknod 3/draft.txt c 0 0
mount -t overlay note -o lowerdir=/root/layers/1:/root/layers/2:/root/layers/3 /mnt
