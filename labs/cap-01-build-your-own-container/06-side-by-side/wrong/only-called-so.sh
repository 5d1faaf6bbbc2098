#!/bin/bash
# hint: is called otherwise
. "$LAB_LIB/go.sh"
go sleep 1d
docker run -d --name twin --memory 64m --pids-limit 20 busybox sleep 2d
