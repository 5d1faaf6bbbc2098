#!/bin/bash
# hint: got the other's address
setsid ip netns exec c1 /root/vpn.py "$LAB_NET.2" &> /dev/null &
setsid ip netns exec c2 /root/vpn.py "$LAB_NET.2" &> /dev/null &
for host in 1 2; do
  until ip -n c$host link show tun0; do sleep 0.1; done &> /dev/null
  ip -n c$host addr add "$LAB_FAR.$host/24" dev tun0
  ip -n c$host link set tun0 up
done
ip netns exec c1 ping -c 1 -W 1 "$LAB_FAR.2" || true
