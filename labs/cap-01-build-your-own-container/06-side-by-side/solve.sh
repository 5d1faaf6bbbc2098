#!/bin/bash
set -e
. "$LAB_LIB/go.sh"
go sleep 1d
docker run -d --name twin --hostname twin --memory 64m --pids-limit 20 busybox sleep 2d
