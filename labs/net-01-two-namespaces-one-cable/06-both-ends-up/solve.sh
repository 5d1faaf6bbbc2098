#!/bin/bash
set -e
ip -n c1 link set veth1 up
ip -n c2 link set veth2 up
ip netns exec c1 ping -c 2 -W 2 "$LAB_NET.2"
ip netns exec c2 ping -c 2 -W 2 "$LAB_NET.1"
