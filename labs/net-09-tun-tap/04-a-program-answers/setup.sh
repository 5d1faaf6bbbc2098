#!/bin/bash
# Start of this step: tun0 is new, up, with its address, and no program holds it.
set -e
pkill -x "look.py|answer.py|vpn.py" || true
while pgrep -x "look.py|answer.py|vpn.py"; do sleep 0.1; done > /dev/null
for name in tun0 tap0; do ip link del $name 2> /dev/null || true; done
if ! ip -o addr show dev tun0 2> /dev/null | grep -qF " $LAB_NET.1/24 " || ! ip -details link show tun0 | grep -q "tun type tun"; then
  ip link del tun0 2> /dev/null || true
  ip tuntap add dev tun0 mode tun
  ip addr add "$LAB_NET.1/24" dev tun0
fi
ip link set tun0 up
