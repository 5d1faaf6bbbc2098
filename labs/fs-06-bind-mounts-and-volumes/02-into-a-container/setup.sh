#!/bin/bash
# Start of this step: a directory of the host with a page, no containers.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
while mountpoint -q /root/b; do umount -l /root/b; done
docker rm -f one reader > /dev/null 2>&1 || true
mkdir -p /root/site
[ -e /root/site/page.txt ] || echo "a page of the host" > /root/site/page.txt
rm -f /root/site/reply
