#!/bin/bash
set -e
cd /root/overlay
mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work merged
