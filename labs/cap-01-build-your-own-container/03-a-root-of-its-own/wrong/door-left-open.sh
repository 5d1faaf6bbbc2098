#!/bin/bash
# hint: can still be seen at /old
. "$LAB_LIB/init-with-root.sh"
. "$LAB_LIB/go.sh"
write_init
sed -i '/^umount/d; /^rmdir/d' /root/box/init
go sh -c 'hostname > /etc/name; exec sleep 1d'
