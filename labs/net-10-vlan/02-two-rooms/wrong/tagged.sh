#!/bin/bash
# hint: pvid untagged
for n in 1 2; do
  bridge vlan del dev pa$n vid 1
  bridge vlan add dev pa$n vid "$LAB_VA"
  bridge vlan del dev pb$n vid 1
  bridge vlan add dev pb$n vid "$LAB_VB"
done
