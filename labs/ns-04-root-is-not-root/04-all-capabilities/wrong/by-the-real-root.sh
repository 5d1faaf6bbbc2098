#!/bin/bash
# hint: belongs to the sandbox's own user namespace
setsid setpriv --reuid "$LAB_UID" --regid "$LAB_UID" --clear-groups unshare --user --map-root-user sleep 1000 &> /dev/null &
# shellcheck disable=SC2016  # the inner shell expands it
setsid unshare --uts bash -c 'hostname "$0"; exec sleep 1000' "$LAB_BOX" &> /dev/null &
