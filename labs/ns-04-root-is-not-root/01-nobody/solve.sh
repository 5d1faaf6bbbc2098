#!/bin/bash
set -e
setsid setpriv --reuid "$LAB_UID" --regid "$LAB_UID" --clear-groups unshare --user sleep 1000 &> /dev/null &
