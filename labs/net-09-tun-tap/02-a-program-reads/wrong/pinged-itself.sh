#!/bin/bash
# hint: Now send it something
setsid /root/look.py tun0 &> /dev/null &
# The kernel's own address: never leaves it.
ping -c 1 -W 1 "$LAB_NET.1"
