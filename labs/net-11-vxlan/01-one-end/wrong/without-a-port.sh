#!/bin/bash
# hint: another UDP port
ip -n h1 link add vx type vxlan id "$LAB_VNI" local 192.0.2.2 remote 198.51.100.2 dev eth0
ip -n h1 link set vx up
