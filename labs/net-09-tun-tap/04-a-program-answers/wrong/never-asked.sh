#!/bin/bash
# hint: has not sent anything yet
setsid /root/answer.py tun0 &> /dev/null &
