#!/bin/sh
# enter-app.sh REPOSITORY PLACE COMMAND...: runs COMMAND with the repository bound read-only at PLACE. Called in a mount namespace of its own.
set -eu
mount --bind -- "$1" "$2"
mount -o remount,bind,ro,nosuid,nodev -- "$2"
cd -- "$2"
shift 2
exec "$@"
