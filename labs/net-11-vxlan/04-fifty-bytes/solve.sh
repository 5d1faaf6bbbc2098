#!/bin/bash
set -e
for n in 1 2; do
  ip link set u$n mtu 1550
  ip -n h$n link set eth0 mtu 1550
  ip -n h$n link set vx mtu 1500
done
ip netns exec h1 ping -c 1 -M "do" -s 1472 "$LAB_NET.2"
