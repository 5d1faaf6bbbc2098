#!/bin/bash
set -e
. "$LAB_LIB/network.sh"
. "$LAB_LIB/go.sh"
write_network
write_start
go sh -c 'ping -c 1 203.0.113.9; exec sleep 1d'
