#!/bin/bash
# hint: memory limit of box
docker run -d --name box --memory "$((LAB_MEM * 1000))k" --cpus 0.5 --pids-limit 40 busybox sleep 1d
