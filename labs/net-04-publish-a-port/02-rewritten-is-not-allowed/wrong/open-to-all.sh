#!/bin/bash
# hint: lets everything through
iptables -P FORWARD ACCEPT
ip netns exec outside curl -sf -m 5 -o /dev/null "http://203.0.113.1:$LAB_PORT"
