#!/bin/bash
# hint: Nobody in
. "$LAB_LIB/start-alone.sh"
. "$LAB_LIB/go.sh"
write_start_alone
write_init_name
sed -i 's/ --fork//' /root/box/40-start
go sleep 1d
