#!/bin/bash
# hint: not in the bridge lab0
ip link add plug type veth peer name end
ip link set plug master docker0
ip link set plug up
