#!/bin/bash
# hint: Both tun0 need an address
setsid ip netns exec c1 /root/vpn.py "$LAB_NET.2" &> /dev/null &
setsid ip netns exec c2 /root/vpn.py "$LAB_NET.1" &> /dev/null &
for host in 1 2; do
  until ip -n c$host link show tun0; do sleep 0.1; done &> /dev/null
  ip -n c$host link set tun0 up
done
