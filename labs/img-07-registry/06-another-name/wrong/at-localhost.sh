#!/bin/bash
# hint: No image here is called 172
docker tag busybox "localhost:$LAB_PORT/$LAB_WORD/far:1"
docker push "localhost:$LAB_PORT/$LAB_WORD/far:1"
