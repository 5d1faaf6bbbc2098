#!/bin/bash
# hint: shares a namespace
. "$LAB_LIB/go.sh"
go sleep 1d
docker run -d --name twin --hostname twin --network host --memory 64m --pids-limit 20 busybox sleep 2d
