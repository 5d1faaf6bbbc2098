#!/bin/bash
# hint: Now send it something
setsid /root/look.py tun0 &> /dev/null &
