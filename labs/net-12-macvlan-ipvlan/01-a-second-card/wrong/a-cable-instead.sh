#!/bin/bash
# hint: no macvlan interface in c1
set -e
ip netns add c1
ip link add card type veth peer name eth0 netns c1
ip link set card up
ip -n c1 addr add "$LAB_NET.11/24" dev eth0
ip -n c1 link set eth0 up
