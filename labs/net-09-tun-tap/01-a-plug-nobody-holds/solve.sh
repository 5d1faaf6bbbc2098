#!/bin/bash
set -e
ip tuntap add dev tun0 mode tun
ip addr add "$LAB_NET.1/24" dev tun0
ip link set tun0 up
