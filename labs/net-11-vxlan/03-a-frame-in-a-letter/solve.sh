#!/bin/bash
set -e
timeout 20 tcpdump -U -i u1 -c 4 -w /root/vxlan.pcap udp port 4789 &> /dev/null &
capture=$!
until [ -s /root/vxlan.pcap ]; do sleep 0.1; done
ip netns exec h1 ping -c 4 -i 0.3 "$LAB_NET.2"
wait "$capture"
