#!/bin/bash
set -e
setsid ip netns exec c1 ping -w 60 203.0.113.9 &> /dev/null &
sleep 1
iptables -t nat -R POSTROUTING 1 -s 10.0.0.12 -o wan -j MASQUERADE
ip netns exec c1 ping -c 1 -W 1 203.0.113.9 || true
ip netns exec c2 ping -c 1 -W 1 203.0.113.9
