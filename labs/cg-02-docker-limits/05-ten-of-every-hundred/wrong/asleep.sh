#!/bin/bash
# hint: never ran out
docker run -d --name spin --cpus 0.1 busybox sleep 1d
