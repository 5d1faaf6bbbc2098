#!/bin/bash
# hint: has no /proc of its own
. "$LAB_LIB/init-with-root.sh"
. "$LAB_LIB/go.sh"
write_init
sed -i '/^mount -t proc/d' /root/box/init
go sh -c 'hostname > /etc/name; exec sleep 1d'
