#!/bin/bash
# Start of this step: c1 and c2 are connected by a live cable.
set -e
is_up() { ip -n "$1" link show up dev "$2" | grep -q .; }
ready() {
  is_up c1 veth1 && is_up c2 veth2 && is_up c2 lo
}
if ready &> /dev/null; then exit 0; fi

# A cable goes with either of its ends, wherever the other one is.
for where in "-n c1" "-n c2" ""; do
  # shellcheck disable=SC2086  # empty: the sandbox's own namespace
  for end in veth1 veth2; do ip $where link del $end 2> /dev/null || true; done
done
for name in c1 c2; do ip netns del $name 2> /dev/null || true; done
ip netns add c1
ip netns add c2
ip -n c1 link set lo up
ip -n c2 link set lo up
ip link add veth1 type veth peer name veth2
ip link set veth1 netns c1
ip link set veth2 netns c2
ip -n c1 addr add "$LAB_NET.1/24" dev veth1
ip -n c2 addr add "$LAB_NET.2/24" dev veth2
ip -n c1 link set veth1 up
ip -n c2 link set veth2 up
