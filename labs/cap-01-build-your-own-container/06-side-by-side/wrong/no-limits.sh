#!/bin/bash
# hint: exactly 64 MiB
. "$LAB_LIB/go.sh"
go sleep 1d
docker run -d --name twin --hostname twin busybox sleep 2d
