#!/bin/bash
# hint: has not the same layers yet
cd /root/box || exit
docker build -q -t "localhost:$LAB_PORT/$LAB_WORD/box:2" .
docker push -q "localhost:$LAB_PORT/$LAB_WORD/box:2"
