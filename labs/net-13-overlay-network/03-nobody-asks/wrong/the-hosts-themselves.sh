#!/bin/bash
# hint: has not spoken to two
timeout 3 tcpdump -U -i u2 -c 2 -w /root/overlay.pcap icmp &> /dev/null &
capture=$!
until [ -s /root/overlay.pcap ]; do sleep 0.1; done
ping -c 1 "$LAB_NET.2"
wait "$capture"
