#!/bin/bash
# hint: where they are bare
nsenter -t "$(docker inspect -f '{{.State.Pid}}' one)" -n timeout 20 tcpdump -U -i eth0 -c 2 -w /root/overlay.pcap icmp &> /dev/null &
capture=$!
until [ -s /root/overlay.pcap ]; do sleep 0.1; done
docker exec one ping -c 2 two
wait "$capture"
