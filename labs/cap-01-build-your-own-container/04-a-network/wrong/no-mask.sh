#!/bin/bash
# hint: the MASQUERADE rule
. "$LAB_LIB/network.sh"
. "$LAB_LIB/go.sh"
write_network
write_start
sed -i '/MASQUERADE/d' /root/box/20-network
go sh -c 'ping -c 1 203.0.113.9; exec sleep 1d'
