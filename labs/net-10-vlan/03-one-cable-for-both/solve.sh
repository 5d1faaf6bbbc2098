#!/bin/bash
set -e
for port in t1 t2; do
  bridge vlan add dev $port vid "$LAB_VA"
  bridge vlan add dev $port vid "$LAB_VB"
done
ip netns exec a1 ping -c 1 -W 2 "$LAB_NET.13"
ip netns exec b1 ping -c 1 -W 2 "$LAB_NET.23"
