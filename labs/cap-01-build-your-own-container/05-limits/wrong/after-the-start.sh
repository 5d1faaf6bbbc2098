#!/bin/bash
# hint: There is no group
. "$LAB_LIB/limits.sh"
. "$LAB_LIB/go.sh"
write_limits
mv /root/box/30-limits /root/box/50-limits
go sleep 1d
