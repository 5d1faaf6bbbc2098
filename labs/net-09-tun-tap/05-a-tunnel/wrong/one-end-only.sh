#!/bin/bash
# hint: A tunnel has two ends
setsid ip netns exec c1 /root/vpn.py "$LAB_NET.2" &> /dev/null &
