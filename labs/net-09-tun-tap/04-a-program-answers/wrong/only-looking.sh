#!/bin/bash
# hint: look.py holds tun0
setsid /root/look.py tun0 &> /dev/null &
ping -c 1 -W 1 "$LAB_NET.77" || true
