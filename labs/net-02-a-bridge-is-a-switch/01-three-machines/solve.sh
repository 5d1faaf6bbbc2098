#!/bin/bash
set -e
for n in 1 2 3; do
  ip netns add c$n
  ip netns exec c$n sysctl -qw net.ipv6.conf.default.disable_ipv6=1
  ip link add v$n type veth peer name eth0 netns c$n
  ip -n c$n addr add 10.0.0.1$n/24 dev eth0
  ip -n c$n link set eth0 up
  ip link set v$n up
done
