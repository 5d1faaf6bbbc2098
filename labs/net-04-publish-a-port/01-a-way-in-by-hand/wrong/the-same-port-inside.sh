#!/bin/bash
# hint: leads elsewhere
iptables -t nat -A PREROUTING -i wan -p tcp --dport "$LAB_PORT" -j DNAT --to-destination "$(docker inspect -f "{{.NetworkSettings.IPAddress}}" web):$LAB_PORT"
ip netns exec outside curl -s -m 1 "http://203.0.113.1:$LAB_PORT" || true
