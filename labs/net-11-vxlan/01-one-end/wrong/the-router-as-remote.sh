#!/bin/bash
# hint: its other end should be
ip -n h1 link add vx type vxlan id "$LAB_VNI" local 192.0.2.2 remote 192.0.2.1 dstport 4789 dev eth0
ip -n h1 link set vx up
