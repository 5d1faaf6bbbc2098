#!/bin/bash
# Start of this step: a directory menu and two texts, an empty recipe; no copy:1, no container copy.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f copy > /dev/null 2>&1 || true
docker rmi -f copy:1 > /dev/null 2>&1 || true
rm -rf /root/copy
mkdir -p /root/copy/menu
cd /root/copy
echo soup > menu/monday
echo fish > menu/friday
echo yes > open.txt
echo "$LAB_WORD" > owner.txt
