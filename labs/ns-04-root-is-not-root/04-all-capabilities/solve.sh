#!/bin/bash
set -e
# shellcheck disable=SC2016  # the inner shell expands it
setsid setpriv --reuid "$LAB_UID" --regid "$LAB_UID" --clear-groups unshare --user --map-root-user unshare --uts bash -c 'hostname "$0"; exec sleep 1000' "$LAB_BOX" &> /dev/null &
