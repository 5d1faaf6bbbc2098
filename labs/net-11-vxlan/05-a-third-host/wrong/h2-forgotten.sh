#!/bin/bash
# hint: no longer to h2
ip -n h3 link add vx type vxlan id "$LAB_VNI" local 203.0.113.2 remote 192.0.2.2 dstport 4789 dev eth0
ip -n h3 addr add "$LAB_NET.3/24" dev vx
ip -n h3 link set vx up
bridge -n h1 fdb append 00:00:00:00:00:00 dev vx dst 203.0.113.2
bridge -n h1 fdb del 00:00:00:00:00:00 dev vx dst 198.51.100.2
ip netns exec h1 ping -c 2 "$LAB_NET.3"
