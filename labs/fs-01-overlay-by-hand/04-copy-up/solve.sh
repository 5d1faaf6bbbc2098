#!/bin/bash
set -e
cd /root/overlay
echo "one more line" >> merged/in_lower.txt
