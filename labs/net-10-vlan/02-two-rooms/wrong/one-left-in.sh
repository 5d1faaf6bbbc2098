#!/bin/bash
# hint: still in VLAN 1
for n in 1 2; do
  bridge vlan add dev pa$n vid "$LAB_VA" pvid untagged
  bridge vlan add dev pb$n vid "$LAB_VB" pvid untagged
done
ip netns exec a1 ping -c 1 -W 2 "$LAB_NET.12" || true
