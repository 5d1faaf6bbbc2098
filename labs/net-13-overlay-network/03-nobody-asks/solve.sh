#!/bin/bash
set -e
timeout 20 tcpdump -U -i u2 -c 2 -w /root/overlay.pcap udp port 4789 &> /dev/null &
capture=$!
until [ -s /root/overlay.pcap ]; do sleep 0.1; done
docker exec one ping -c 2 two
wait "$capture"
