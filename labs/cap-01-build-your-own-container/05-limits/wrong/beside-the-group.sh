#!/bin/bash
# hint: runs beside it
. "$LAB_LIB/limits.sh"
. "$LAB_LIB/go.sh"
write_limits
sed -i '/cgroup.procs/d' /root/box/30-limits
go sleep 1d
