#!/bin/bash
# Start of this step: a machine r hangs on a trunk of the switch and has no address.
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
# access PORT VLAN: this port is in this VLAN alone, without a tag
access() {
  bridge -j vlan show dev "$1" | jq -r '.[0].vlans[]?.vlan' | while read -r vid; do
    if [ "$vid" != "$2" ]; then bridge vlan del dev "$1" vid "$vid"; fi
  done
  bridge vlan add dev "$1" vid "$2" pvid untagged
}
ip link set sw type bridge vlan_filtering 1
access pa1 "$LAB_VA"
access pa2 "$LAB_VA"
access pb1 "$LAB_VB"
access pb2 "$LAB_VB"
if [ "$(readlink /sys/class/net/pr/master)" != ../sw ] || ! ip -n r link show dev eth0 > /dev/null 2>&1; then
  ip link del pr 2> /dev/null || true
  ip netns del r 2> /dev/null || true
  ip netns add r
  ip link add pr type veth peer name eth0 netns r
  ip link set pr master sw
fi
ip link set pr up
ip -n r link set eth0 up
ip -n r addr flush dev eth0 scope global
bridge vlan del dev pr vid 1 2> /dev/null || true
bridge vlan add dev pr vid "$LAB_VA"
bridge vlan add dev pr vid "$LAB_VB"
ip -n r -o link show type vlan | sed 's/^[0-9]*: \([^@:]*\)[@:].*/\1/' | while read -r name; do ip -n r link del "$name"; done
ip -n a1 neigh flush all
