#!/bin/bash
set -e
ip link set br0 type bridge stp_state 1 forward_delay 200
ip link add x1 type veth peer name x2
ip link set x1 master br0
ip link set x2 master br0
ip link set x1 up
ip link set x2 up
until bridge link show dev x2 | grep -q "state blocking" || bridge link show dev x1 | grep -q "state blocking"; do sleep 0.2; done
