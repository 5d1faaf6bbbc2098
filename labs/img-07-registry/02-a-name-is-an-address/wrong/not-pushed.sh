#!/bin/bash
# hint: The registry has no
docker tag busybox "localhost:$LAB_PORT/$LAB_WORD/box:1"
