#!/bin/bash
# Start of this step: two recipes, one for a mould and one that uses it; nothing built from them.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f cake > /dev/null 2>&1 || true
docker rmi -f cake:1 mould:1 > /dev/null 2>&1 || true
rm -rf /root/bakery
mkdir -p /root/bakery/mould /root/bakery/cake
cd /root/bakery
printf '%s\n' 'FROM busybox' 'ONBUILD COPY filling.txt /filling' 'CMD ["sleep", "1d"]' > mould/Dockerfile
echo 'the filling of the mould' > mould/filling.txt
printf '%s\n' 'FROM mould:1' > cake/Dockerfile
echo "$LAB_WORD" > cake/filling.txt
