#!/bin/bash
# hint: There are two overlays on merged
cd /root/overlay || exit 1
mount -t overlay overlay -o lowerdir=base:app:site merged
