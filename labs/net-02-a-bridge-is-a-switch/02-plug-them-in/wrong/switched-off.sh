#!/bin/bash
# hint: switched off
ip link add br0 type bridge
for n in 1 2 3; do ip link set "v$n" master br0; done
