#!/bin/bash
# hint: another VLAN
ip -n r link add link eth0 name "eth0.$LAB_VA" type vlan id "$LAB_VB"
ip -n r addr add "$LAB_NET.1/24" dev "eth0.$LAB_VA"
ip -n r link set "eth0.$LAB_VA" up
ip netns exec r ping -c 1 -W 1 "$LAB_NET.11" || true
