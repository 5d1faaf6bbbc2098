#!/bin/bash
# Start of this step: tun0 is up with its address, no program holds it, and nothing was seen.
set -e
pkill -x "look.py|answer.py|vpn.py" || true
while pgrep -x "look.py|answer.py|vpn.py"; do sleep 0.1; done > /dev/null
rm -f /root/seen.log
if ! ip -o addr show dev tun0 2> /dev/null | grep -qF " $LAB_NET.1/24 " || ! ip -details link show tun0 | grep -q "tun type tun"; then
  ip link del tun0 2> /dev/null || true
  ip tuntap add dev tun0 mode tun
  ip addr add "$LAB_NET.1/24" dev tun0
fi
ip link set tun0 up
