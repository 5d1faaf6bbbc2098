#!/bin/bash
# hint: can be seen in /mnt
cd /root/unpacked || exit
number=0
for layer in $(jq -r '.[0].Layers[]' manifest.json); do
  number=$((number + 1))
  mkdir -p "/root/layers/$number"
  tar -xf "$layer" -C "/root/layers/$number"
done
cd /root/layers || exit
mount -t overlay note -o lowerdir=/root/layers/3:/root/layers/2:/root/layers/1 /mnt
