#!/bin/bash
# hint: has another number
ip -n h2 link add vx type vxlan id $((LAB_VNI + 1)) local 198.51.100.2 remote 192.0.2.2 dstport 4789 dev eth0
ip -n h2 link set vx up
ip -n h1 addr add "$LAB_NET.1/24" dev vx
ip -n h2 addr add "$LAB_NET.2/24" dev vx
ip netns exec h1 ping -c 1 -W 1 "$LAB_NET.2" || true
