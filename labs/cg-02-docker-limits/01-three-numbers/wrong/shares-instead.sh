#!/bin/bash
# hint: half a CPU
docker run -d --name box --memory "${LAB_MEM}m" --cpu-shares 512 --pids-limit 40 busybox sleep 1d
