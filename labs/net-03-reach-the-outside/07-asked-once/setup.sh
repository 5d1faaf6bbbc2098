#!/bin/bash
# Start of this step: everything from 10.0.0.0/24 is masqueraded; no ping is known.
set -e
has() { ip -n "$1" -4 -o addr show up dev eth0 | grep -q " inet $2 "; }
at() { ip -4 -o addr show up dev "$1" | grep -q " inet $2 "; }
in_bridge() { [ "$(readlink "/sys/class/net/$1/master")" = "../br0" ]; }
ready() {
  has c1 10.0.0.11/24 && has c2 10.0.0.12/24 && at br0 10.0.0.1/24 && in_bridge v1 && in_bridge v2 &&
    has outside 203.0.113.9/24 && at wan 203.0.113.1/24
}
if ! ready &> /dev/null; then
  for n in 1 2; do
    ip link del v$n 2> /dev/null || true
    ip netns del c$n 2> /dev/null || true
  done
  for name in wan br0; do ip link del $name 2> /dev/null || true; done
  ip netns del outside 2> /dev/null || true
  for n in 1 2; do
    ip netns add c$n
    ip link add v$n type veth peer name eth0 netns c$n
    ip -n c$n addr add 10.0.0.1$n/24 dev eth0
    ip -n c$n link set eth0 up
    ip link set v$n up
  done
  ip link add br0 type bridge
  ip link set br0 up
  ip addr add 10.0.0.1/24 dev br0
  for n in 1 2; do ip link set v$n master br0; done
  ip netns add outside
  ip link add wan type veth peer name eth0 netns outside
  ip addr add 203.0.113.1/24 dev wan
  ip link set wan up
  ip -n outside addr add 203.0.113.9/24 dev eth0
  ip -n outside link set eth0 up
fi
# The internet knows no way to a private network.
ip -n outside route flush root 0/0 proto boot
for n in 1 2; do ip -n c$n route replace default via 10.0.0.1; done
sysctl -qw net.ipv4.ip_forward=1
if [ "$(iptables -t nat -S POSTROUTING | grep -c -- '^-A')" != 1 ] || ! iptables -t nat -C POSTROUTING -s 10.0.0.0/24 -o wan -j MASQUERADE 2> /dev/null; then
  nft flush ruleset
  iptables -t nat -A POSTROUTING -s 10.0.0.0/24 -o wan -j MASQUERADE
fi
conntrack -D -p icmp &> /dev/null || true
