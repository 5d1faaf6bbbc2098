#!/bin/bash
# hint: The registry has no box:2
cd /root/box || exit
docker build -q -t "localhost:$LAB_PORT/$LAB_WORD/box:2" .
docker tag "localhost:$LAB_PORT/$LAB_WORD/box:2" "localhost:$LAB_PORT/$LAB_WORD/crate:1"
