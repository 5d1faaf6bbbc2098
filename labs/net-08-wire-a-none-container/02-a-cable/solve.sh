#!/bin/bash
set -e
ip link add plug type veth peer name end
ip link set plug master lab0
ip link set plug up
