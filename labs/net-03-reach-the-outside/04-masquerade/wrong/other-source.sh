#!/bin/bash
# hint: did not match the packets of c1
iptables -t nat -A POSTROUTING -s 10.0.1.0/24 -o wan -j MASQUERADE
ip netns exec c1 ping -c 1 -W 1 203.0.113.9 || true
