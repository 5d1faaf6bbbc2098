#!/bin/bash
set -e
cd /root/overlay
echo hello > merged/new.txt
