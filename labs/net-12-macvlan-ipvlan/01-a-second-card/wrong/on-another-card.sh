#!/bin/bash
# hint: another one than nic
ip link add link eth0 name card type macvlan mode bridge
ip netns add c1
ip link set card netns c1 name eth0
ip -n c1 addr add "$LAB_NET.11/24" dev eth0
ip -n c1 link set eth0 up
ip netns exec c1 ping -c 1 -W 1 "$LAB_NET.77" || true
