#!/bin/bash
# Start of this step: two switches, each with both VLANs, and between them a cable that carries neither.
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
# A second switch with two machines, and a cable between the switches.
switch sw2
machine a3 13 sw2
machine b3 23 sw2
ip link set sw2 type bridge vlan_filtering 1
access pa3 "$LAB_VA"
access pb3 "$LAB_VB"
if [ "$(readlink /sys/class/net/t1/master) $(readlink /sys/class/net/t2/master)" != "../sw ../sw2" ]; then
  ip link del t1 2> /dev/null || true
  ip link add t1 type veth peer name t2
  ip link set t1 master sw
  ip link set t2 master sw2
fi
ip link set t1 up
ip link set t2 up
for port in t1 t2; do
  bridge vlan del dev $port vid "$LAB_VA" 2> /dev/null || true
  bridge vlan del dev $port vid "$LAB_VB" 2> /dev/null || true
  bridge vlan add dev $port vid 1 pvid untagged
done
for name in a1 b1; do ip -n $name neigh flush all; done
