#!/bin/bash
set -e
iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -o wan -j MASQUERADE
ip netns exec c1 ping -c 2 -W 2 203.0.113.9
