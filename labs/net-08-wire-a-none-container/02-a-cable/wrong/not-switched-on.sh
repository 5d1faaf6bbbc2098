#!/bin/bash
# hint: switched off
ip link add plug type veth peer name end
ip link set plug master lab0
