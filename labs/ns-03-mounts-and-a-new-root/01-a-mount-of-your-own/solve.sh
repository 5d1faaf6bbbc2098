#!/bin/bash
set -e
# shellcheck disable=SC2016  # the inner shell expands it
setsid unshare --mount bash -c 'mount -t tmpfs "$0" /mnt; echo secret > /mnt/note; exec sleep 1000' "$LAB_BOX" &> /dev/null &
