#!/bin/bash
set -e
cd /root/overlay
rm merged/in_upper.txt
