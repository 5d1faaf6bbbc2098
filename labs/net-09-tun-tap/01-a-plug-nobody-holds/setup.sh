#!/bin/bash
# Start of this step: neither tun nor tap.
set -e
pkill -x "look.py|answer.py|vpn.py" || true
while pgrep -x "look.py|answer.py|vpn.py"; do sleep 0.1; done > /dev/null
for name in tun0 tap0; do ip link del $name 2> /dev/null || true; done
rm -f /root/seen.log
