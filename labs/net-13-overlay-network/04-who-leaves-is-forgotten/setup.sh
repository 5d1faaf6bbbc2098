#!/bin/bash
# Start of this step: one and two share team over two hosts and have spoken; the capture lies in /root/overlay.pcap.
set -e
. "$LAB_LIB/hosts.sh"
engine
cable
swarm
second
docker rm -f two > /dev/null 2>&1 || true
joined
two
room=/run/docker/netns/1-$(docker network inspect -f '{{slice .Id 0 10}}' team)
for _ in $(seq 100); do
  if nsenter --net="$room" bridge fdb show dev vxlan0 | grep -q "dst $LAB_NET.2 "; then break; fi
  sleep 0.1
done
if ! tcpdump -nr /root/overlay.pcap 2> /dev/null | grep -q "ICMP echo"; then
  rm -f /root/overlay.pcap
  timeout 20 tcpdump -U -i u2 -c 2 -w /root/overlay.pcap udp port 4789 &> /dev/null &
  capture=$!
  until [ -s /root/overlay.pcap ]; do sleep 0.1; done
fi
docker exec one ping -c 1 two > /dev/null
[ -z "${capture:-}" ] || wait "$capture"
