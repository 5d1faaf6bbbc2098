#!/bin/bash
# hint: Nothing is in
timeout 2 tcpdump -U -i u1 -w /root/vxlan.pcap udp port 4790 &> /dev/null || true
