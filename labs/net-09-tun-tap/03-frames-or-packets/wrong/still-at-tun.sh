#!/bin/bash
# hint: Nobody holds tap0
setsid /root/look.py tun0 &> /dev/null &
ip tuntap add dev tap0 mode tap
ip addr add "$LAB_FAR.1/24" dev tap0
ip link set tap0 up
