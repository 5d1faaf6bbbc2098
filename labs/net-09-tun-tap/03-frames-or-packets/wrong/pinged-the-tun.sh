#!/bin/bash
# hint: The program listens at tap0
ip tuntap add dev tap0 mode tap
ip addr add "$LAB_FAR.1/24" dev tap0
ip link set tap0 up
setsid /root/look.py tap0 &> /dev/null &
ping -c 1 -W 1 "$LAB_NET.2" || true
