#!/bin/bash
set -e
ip netns add outside
ip link add wan type veth peer name eth0 netns outside
ip addr add 203.0.113.1/24 dev wan
ip link set wan up
ip -n outside addr add 203.0.113.9/24 dev eth0
ip -n outside link set eth0 up
ping -c 1 -W 2 203.0.113.9
