#!/bin/bash
set -e
docker tag busybox "localhost:$LAB_PORT/$LAB_WORD/box:1"
docker push "localhost:$LAB_PORT/$LAB_WORD/box:1"
