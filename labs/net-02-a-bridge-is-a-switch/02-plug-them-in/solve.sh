#!/bin/bash
set -e
ip link add br0 type bridge
ip link set br0 up
for n in 1 2 3; do ip link set v$n master br0; done
