#!/bin/bash
# hint: is a tun in spite of its name
ip tuntap add dev tap0 mode tun
ip addr add "$LAB_FAR.1/24" dev tap0
ip link set tap0 up
