#!/bin/bash
# hint: Not all of v1, v2 and v3
ip link add br0 type bridge
ip link set br0 up
for n in 1 2; do ip link set "v$n" master br0; done
