#!/bin/bash
# hint: There is room below
for n in 1 2; do
  ip link set u$n mtu 1550
  ip -n h$n link set eth0 mtu 1550
done
