#!/bin/bash
# hint: 40 processes
docker run -d --name box --memory "${LAB_MEM}m" --cpus 0.5 busybox sleep 1d
