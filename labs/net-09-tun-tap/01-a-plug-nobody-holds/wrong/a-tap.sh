#!/bin/bash
# hint: tun0 is a tap
ip tuntap add dev tun0 mode tap
ip addr add "$LAB_NET.1/24" dev tun0
ip link set tun0 up
