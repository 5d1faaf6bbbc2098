#!/bin/bash
setsid /root/look.py tun0 &> /dev/null &
until ip link show tun0 | grep -q LOWER_UP; do sleep 0.1; done
ping -c 1 -W 1 "$LAB_NET.2"
exit 0
