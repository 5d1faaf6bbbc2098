#!/bin/bash
# Start of this step: the page is there, and no container called reader.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker rm -f reader > /dev/null 2>&1 || true
mkdir -p /root/site
[ -e /root/site/page.txt ] || echo "a page of the host" > /root/site/page.txt
rm -rf /root/sight
