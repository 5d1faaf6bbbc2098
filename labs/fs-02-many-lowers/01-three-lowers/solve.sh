#!/bin/bash
set -e
cd /root/overlay
mount -t overlay overlay -o lowerdir=site:app:base merged
