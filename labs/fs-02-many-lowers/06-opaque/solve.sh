#!/bin/bash
set -e
cd /root/overlay
rm -r merged/conf
mkdir merged/conf
