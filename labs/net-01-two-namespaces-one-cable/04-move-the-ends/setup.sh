#!/bin/bash
# Start of this step: both ends of the cable are in the sandbox's own namespace.
set -e
ready() {
  [ -e /run/netns/c1 ] && [ -e /run/netns/c2 ] && ip -br link show veth1 | grep -q '^veth1@veth2 '
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
ip link add veth1 type veth peer name veth2
