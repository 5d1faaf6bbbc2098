#!/bin/bash
# hint: the other way round
ip -n h2 link add vx type vxlan id "$LAB_VNI" remote 198.51.100.2 dstport 4789 dev eth0
ip -n h2 link set vx up
ip -n h1 addr add "$LAB_NET.1/24" dev vx
ip -n h2 addr add "$LAB_NET.2/24" dev vx
