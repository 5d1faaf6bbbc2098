#!/bin/bash
# hint: Nobody was refused
. "$LAB_LIB/limits.sh"
. "$LAB_LIB/go.sh"
write_limits
# shellcheck disable=SC2016  # for the shell inside
go sh -c 'for i in $(seq 5); do sleep 1d & done; exec sleep 1d'
