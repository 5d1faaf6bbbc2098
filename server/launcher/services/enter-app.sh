#!/bin/sh
# enter-app.sh REPOSITORY PLACE COMMAND...: runs COMMAND with the repository bound read-only at PLACE. Called in a mount namespace of its own.
set -eu
repository=$1 place=$2
shift 2
mount --bind -- "$repository" "$place"
mount -o remount,bind,ro,nosuid,nodev -- "$place"

# The namespace began as a copy of the host's mounts. A copy of a storage pool or of a sandbox's root would keep it busy after sandboxd
# unmounted it, ours and other instances' alike: let go of every loop device and overlay that PLACE does not lie on.
awk 'match($0, / - (overlay |[^ ]+ \/dev\/loop)/) { print $5 }' /proc/self/mountinfo | while read -r target; do
  case $place/ in
    "${target%/}"/*) ;;
    *) umount --lazy -- "$target" 2>/dev/null || : ;;
  esac
done

cd -- "$place"
exec "$@"
