#!/bin/bash
# hint: No image here is called localhost:
docker tag busybox "localhost:$LAB_PORT/$LAB_WORD/box"
docker push "localhost:$LAB_PORT/$LAB_WORD/box"
