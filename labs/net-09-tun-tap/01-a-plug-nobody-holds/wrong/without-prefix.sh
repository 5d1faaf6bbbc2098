#!/bin/bash
# hint: has no address
ip tuntap add dev tun0 mode tun
ip addr add "$LAB_NET.1" dev tun0
ip link set tun0 up
