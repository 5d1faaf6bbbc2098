#!/bin/bash
# Start of this step: br0 with its three machines and its address, without loop and without STP.
set -e
has() { ip -n "$1" -4 -o addr show up dev eth0 | grep -q " inet $2 "; }
in_bridge() { [ "$(readlink "/sys/class/net/$1/master")" = "../$2" ]; }
ready() {
  has c1 10.0.0.11/24 && has c2 10.0.0.12/24 && has c3 10.0.0.13/24 &&
    [ "$(cat /sys/class/net/br0/operstate)" = up ] && in_bridge v1 br0 && in_bridge v2 br0 && in_bridge v3 br0
}
# The loop first, then what keeps it harmless.
ip link del x1 2> /dev/null || true
if ! ready &> /dev/null; then
  for n in 1 2 3; do
    ip link del v$n 2> /dev/null || true
    ip netns del c$n 2> /dev/null || true
  done
  for name in x1 x2 br0 br1; do ip link del $name 2> /dev/null || true; done
  for n in 1 2 3; do
    ip netns add c$n
    ip netns exec c$n sysctl -qw net.ipv6.conf.default.disable_ipv6=1
    ip link add v$n type veth peer name eth0 netns c$n
    ip -n c$n addr add 10.0.0.1$n/24 dev eth0
    ip -n c$n link set eth0 up
    ip link set v$n up
  done
  ip link add br0 type bridge
  ip link set br0 up
  for n in 1 2 3; do ip link set v$n master br0; done
fi
ip link set br0 type bridge stp_state 0 ageing_time 30000 forward_delay 1500
ip addr replace 10.0.0.1/24 dev br0
