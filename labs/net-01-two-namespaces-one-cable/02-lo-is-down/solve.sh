#!/bin/bash
set -e
ip netns exec c1 ip link set lo up
