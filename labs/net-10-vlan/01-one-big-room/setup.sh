#!/bin/bash
# Start of this step: four machines on a switch that knows nothing of VLANs.
set -e
# machine NAME NUMBER SWITCH: a namespace with an address, plugged into a switch
machine() {
  if ! { ip -n "$1" -4 -o addr show up dev eth0 | grep -q " inet $LAB_NET.$2/24 " && [ "$(readlink "/sys/class/net/p$1/master")" = "../$3" ]; } 2> /dev/null; then
    ip link del "p$1" 2> /dev/null || true
    ip netns del "$1" 2> /dev/null || true
    ip netns add "$1"
    ip link add "p$1" type veth peer name eth0 netns "$1"
    ip -n "$1" addr add "$LAB_NET.$2/24" dev eth0
    ip -n "$1" link set eth0 up
    ip link set "p$1" master "$3"
    ip link set "p$1" up
  fi
}
switch() { # NAME
  if [ ! -d "/sys/class/net/$1/bridge" ]; then
    ip link del "$1" 2> /dev/null || true
    ip link add "$1" type bridge
  fi
  ip link set "$1" up
}
switch sw
machine a1 11 sw
machine a2 12 sw
machine b1 21 sw
machine b2 22 sw
ip link set sw type bridge vlan_filtering 0
for port in pa1 pa2 pb1 pb2; do
  bridge -j vlan show dev $port | jq -r ".[0].vlans[]?.vlan" | while read -r vid; do
    if [ "$vid" != 1 ]; then bridge vlan del dev $port vid "$vid"; fi
  done
  bridge vlan add dev $port vid 1 pvid untagged
done
