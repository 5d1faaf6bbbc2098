#!/bin/bash
set -e
ip -n c2 link set lo up
ip netns exec c2 ping -c 1 -W 2 "$LAB_NET.2"
