#!/bin/bash
# hint: has been rewritten already
iptables -I DOCKER-USER -i wan -o docker0 -p tcp --dport "$LAB_PORT" -j ACCEPT
ip netns exec outside curl -s -m 1 "http://203.0.113.1:$LAB_PORT" || true
