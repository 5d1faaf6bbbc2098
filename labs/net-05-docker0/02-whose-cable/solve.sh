#!/bin/bash
set -e
if ! docker inspect two > /dev/null 2>&1; then docker run -d --name two busybox sleep 1d; fi
number=$(docker exec one cat /sys/class/net/eth0/iflink)
name=$(ip -o link | sed -n "s/^$number: \([^@:]*\)[@:].*/\1/p")
ip link set dev "$name" alias one
