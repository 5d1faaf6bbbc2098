#!/bin/bash
set -e
setsid /root/answer.py tun0 &> /dev/null &
until ip link show tun0 | grep -q LOWER_UP; do sleep 0.1; done
ping -c 1 -W 5 "$LAB_NET.77"
