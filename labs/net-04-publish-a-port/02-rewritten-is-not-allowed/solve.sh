#!/bin/bash
set -e
iptables -I DOCKER-USER -i wan -o docker0 -p tcp --dport 80 -j ACCEPT
ip netns exec outside curl -sf -m 5 -o /dev/null "http://203.0.113.1:$LAB_PORT"
