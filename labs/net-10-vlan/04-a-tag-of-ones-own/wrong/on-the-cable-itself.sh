#!/bin/bash
# hint: without a tag
ip -n r addr add "$LAB_NET.1/24" dev eth0
ip netns exec r ping -c 1 -W 1 "$LAB_NET.11" || true
