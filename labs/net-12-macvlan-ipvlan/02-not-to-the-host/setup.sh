#!/bin/bash
# Start of this step: c1 has a card on nic, the sandbox has no macvlan itself.
set -e
. "$LAB_LIB/hall.sh"
docker rm -f cam guest > /dev/null 2>&1 || true
docker network rm lan > /dev/null 2>&1 || true
ip link del shim 2> /dev/null || true
hall
guest
ip route del "$LAB_NET.11" 2> /dev/null || true
# The printer knows c1, as at the end of the step before.
ip netns exec c1 ping -c 1 -W 2 "$LAB_NET.77" > /dev/null
