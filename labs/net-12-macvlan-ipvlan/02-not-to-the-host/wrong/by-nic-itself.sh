#!/bin/bash
# hint: no macvlan of its own
ip route add "$LAB_NET.11" dev nic
ping -c 1 -W 1 "$LAB_NET.11" || true
