#!/bin/bash
# hint: is not in the network namespace
. "$LAB_LIB/network.sh"
. "$LAB_LIB/go.sh"
write_network
sed -i 's/--uts/--uts --net/' /root/box/40-start
go sh -c 'ping -c 1 203.0.113.9; exec sleep 1d'
