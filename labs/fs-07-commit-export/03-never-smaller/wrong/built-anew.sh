#!/bin/bash
# hint: was not committed from load
docker tag busybox heavy:2
docker run -d --name after heavy:2 sleep 1d
