#!/bin/bash
set -e
for n in 1 2; do
  bridge vlan del dev pa$n vid 1
  bridge vlan add dev pa$n vid "$LAB_VA" pvid untagged
  bridge vlan del dev pb$n vid 1
  bridge vlan add dev pb$n vid "$LAB_VB" pvid untagged
done
ip netns exec a1 ping -c 1 -W 2 "$LAB_NET.12"
ip netns exec a1 ping -c 1 -W 1 "$LAB_NET.21" || true
