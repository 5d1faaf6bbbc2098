#!/bin/bash
set -e
cd /root/box
box=localhost:$LAB_PORT/$LAB_WORD/box:2
crate=localhost:$LAB_PORT/$LAB_WORD/crate:1
docker build -q -t "$box" .
docker push "$box"
docker tag "$box" "$crate"
docker push "$crate"
