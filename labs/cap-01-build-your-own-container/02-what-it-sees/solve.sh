#!/bin/bash
set -e
. "$LAB_LIB/start-alone.sh"
. "$LAB_LIB/go.sh"
write_start_alone
write_init_name
go sleep 1d
