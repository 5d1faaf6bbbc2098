#!/bin/bash
# Start of this step: one and two share team over two hosts, and nobody has captured or said anything.
set -e
. "$LAB_LIB/hosts.sh"
engine
cable
swarm
second
docker rm -f two > /dev/null 2>&1 || true
joined
two
rm -f /root/overlay.pcap
nsenter -t "$(docker inspect -f '{{.State.Pid}}' one)" -n ip neigh flush all
# It takes gossip a moment to say where two is.
room=/run/docker/netns/1-$(docker network inspect -f '{{slice .Id 0 10}}' team)
for _ in $(seq 100); do
  if nsenter --net="$room" bridge fdb show dev vxlan0 | grep -q "dst $LAB_NET.2 "; then break; fi
  sleep 0.1
done
