#!/bin/bash
# hint: the internet would not
ip -n outside route add 10.0.0.0/24 via 203.0.113.1
ip netns exec c1 ping -c 1 -W 2 203.0.113.9 || true
