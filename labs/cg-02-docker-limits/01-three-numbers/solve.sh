#!/bin/bash
set -e
docker run -d --name box --memory "${LAB_MEM}m" --cpus 0.5 --pids-limit 40 busybox sleep 1d
