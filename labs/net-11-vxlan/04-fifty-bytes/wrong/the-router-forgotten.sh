#!/bin/bash
# hint: The router's ends
for n in 1 2; do
  ip -n h$n link set eth0 mtu 1550
  ip -n h$n link set vx mtu 1500
done
