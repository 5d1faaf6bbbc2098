#!/bin/bash
# hint: Nobody has knocked
iptables -t nat -A PREROUTING -i wan -p tcp --dport "$LAB_PORT" -j DNAT --to-destination "$(docker inspect -f "{{.NetworkSettings.IPAddress}}" web):80"
