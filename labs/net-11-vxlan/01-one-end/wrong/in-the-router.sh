#!/bin/bash
# hint: has no interface vx yet
ip link add vx type vxlan id "$LAB_VNI" remote 198.51.100.2 dstport 4789 dev u1
ip link set vx up
