#!/bin/bash
# hint: takes the tag off
for port in t1 t2; do
  bridge vlan add dev $port vid "$LAB_VA" untagged
  bridge vlan add dev $port vid "$LAB_VB" untagged
done
