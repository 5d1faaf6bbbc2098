#!/bin/bash
# Start of this step: two hosts, c1 and c2, with a cable between them, and no tunnel.
set -e
pkill -x "look.py|answer.py|vpn.py" || true
while pgrep -x "look.py|answer.py|vpn.py"; do sleep 0.1; done > /dev/null
for name in tun0 tap0; do ip link del $name 2> /dev/null || true; done
# A cable goes with either of its ends.
for where in "-n c1" "-n c2" ""; do
  # shellcheck disable=SC2086  # empty: the sandbox's own namespace
  for end in v1 v2; do ip $where link del $end 2> /dev/null || true; done
done
for host in 1 2; do
  ip netns del c$host 2> /dev/null || true
  ip netns add c$host
  # What IPv6 says by itself would go through the tunnel as well.
  ip netns exec c$host sysctl -q -w net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
  ip -n c$host link set lo up
done
ip link add v1 netns c1 type veth peer name v2 netns c2
for host in 1 2; do
  ip -n c$host addr add "$LAB_NET.$host/24" dev v$host
  ip -n c$host link set v$host up
done
