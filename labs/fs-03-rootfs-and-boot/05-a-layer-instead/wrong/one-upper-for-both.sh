#!/bin/bash
# hint: write into the same upper
mount -t overlay one -o lowerdir=/root/rootfs,upperdir=/root/one/upper,workdir=/root/one/work /root/one/merged
mount -t overlay two -o lowerdir=/root/rootfs,upperdir=/root/one/upper,workdir=/root/one/work /root/two/merged
