#!/bin/bash
ip tuntap add dev tap0 mode tap
ip addr add "$LAB_FAR.1/24" dev tap0
ip link set tap0 up
setsid /root/look.py tap0 &> /dev/null &
until ip link show tap0 | grep -q LOWER_UP; do sleep 0.1; done
ping -c 1 -W 1 "$LAB_FAR.2"
exit 0
