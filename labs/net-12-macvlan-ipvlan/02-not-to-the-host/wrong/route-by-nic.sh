#!/bin/bash
# hint: still leads out of nic
ip link add link nic name shim type macvlan mode bridge
ip addr add "$LAB_NET.12/32" dev shim
ip link set shim up
ip route add "$LAB_NET.11" dev nic
ping -c 1 -W 1 "$LAB_NET.11" || true
