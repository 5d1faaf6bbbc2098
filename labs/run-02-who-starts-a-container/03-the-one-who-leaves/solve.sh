#!/bin/bash
set -e
mkdir -p /root/bundle/rootfs
cd /root/bundle
docker export api | tar -x -C rootfs
rm -f config.json
runc spec
jq '.process.args = ["sleep", "4711"] | .process.terminal = false' config.json > new.json
mv new.json config.json
runc run --detach hand < /dev/null > /dev/null 2>&1
