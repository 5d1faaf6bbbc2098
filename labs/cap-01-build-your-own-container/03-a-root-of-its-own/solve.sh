#!/bin/bash
set -e
. "$LAB_LIB/init-with-root.sh"
. "$LAB_LIB/go.sh"
write_init
go sh -c 'hostname > /etc/name; exec sleep 1d'
