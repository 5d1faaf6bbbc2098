#!/bin/bash
# Start of this step: switch and printer are there, nic is alone on its cable.
set -e
. "$LAB_LIB/hall.sh"
docker rm -f cam guest > /dev/null 2>&1 || true
docker network rm lan > /dev/null 2>&1 || true
ip netns del c1 2> /dev/null || true
ip link del shim 2> /dev/null || true
ip link del card 2> /dev/null || true
hall
forget
