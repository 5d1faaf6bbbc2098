#!/bin/bash
set -e
ip link add br1 type bridge
ip link set br1 up
ip link set v3 master br1
ip -n c1 neigh flush all
ip netns exec c1 ping -c 1 -W 1 10.0.0.12
ip netns exec c1 ping -c 1 -W 1 10.0.0.13 || true
