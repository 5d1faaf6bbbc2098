#!/bin/bash
# hint: still shares mounts or ipc
. "$LAB_LIB/start-alone.sh"
. "$LAB_LIB/go.sh"
write_start_alone
write_init_name
sed -i 's/ --ipc//' /root/box/40-start
go sleep 1d
