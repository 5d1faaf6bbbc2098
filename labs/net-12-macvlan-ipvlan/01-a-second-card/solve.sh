#!/bin/bash
set -e
ip link add link nic name card type macvlan mode bridge
ip netns add c1
ip link set card netns c1 name eth0
ip -n c1 addr add "$LAB_NET.11/24" dev eth0
ip -n c1 link set eth0 up
ip netns exec c1 ping -c 1 -W 2 "$LAB_NET.77"
