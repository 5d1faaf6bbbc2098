#!/bin/bash
# hint: captured inside
ip netns exec h1 timeout 20 tcpdump -U -i vx -c 4 -w /root/vxlan.pcap icmp &> /dev/null &
capture=$!
until [ -s /root/vxlan.pcap ]; do sleep 0.1; done
ip netns exec h1 ping -c 4 -i 0.3 "$LAB_NET.2"
wait "$capture"
