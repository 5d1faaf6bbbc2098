#!/bin/bash
# Start of this step: the image notes is built, the page is there, and no container called mine.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker image inspect notes > /dev/null 2>&1 || docker build -q -t notes /root/notes
docker rm -fv mine > /dev/null 2>&1 || true
mkdir -p /root/site
[ -e /root/site/page.txt ] || echo "a page of the host" > /root/site/page.txt
