#!/bin/bash
# Start of this step: three hosts behind a router, without a tunnel.
set -e
subnets=("" 192.0.2 198.51.100 203.0.113)
sysctl -qw net.ipv4.ip_forward=1
for n in 1 2 3; do
  if ! ip netns exec h$n ping -c 1 -W 1 "${subnets[n]}.1" > /dev/null 2>&1; then
    ip link del u$n 2> /dev/null || true
    ip netns del h$n 2> /dev/null || true
    ip netns add h$n
    ip link add u$n type veth peer name eth0 netns h$n
    ip addr add "${subnets[n]}.1/24" dev u$n
    ip link set u$n up
    ip -n h$n addr add "${subnets[n]}.2/24" dev eth0
    ip -n h$n link set eth0 up
    ip -n h$n link set lo up
    ip -n h$n route add default via "${subnets[n]}.1"
  fi
done
for n in 1 2 3; do ip -n h$n link del vx 2> /dev/null || true; done
