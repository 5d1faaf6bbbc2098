#!/bin/bash
# hint: no longer to h2
set -e
ip -n h3 link add vx type vxlan id "$LAB_VNI" local 203.0.113.2 remote 192.0.2.2 dstport 4789 dev eth0
ip -n h3 addr add "$LAB_NET.3/24" dev vx
ip -n h3 link set vx up
ip -n h1 link del vx
ip -n h1 link add vx type vxlan id "$LAB_VNI" local 192.0.2.2 remote 203.0.113.2 dstport 4789 dev eth0
ip -n h1 addr add "$LAB_NET.1/24" dev vx
ip -n h1 link set vx up
ip netns exec h1 ping -c 2 "$LAB_NET.3"
