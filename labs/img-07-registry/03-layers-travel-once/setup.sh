#!/bin/bash
# Start of this step: box:1 (busybox) is in the registry; box:2 and crate:1 are neither there nor here. /root/box has their recipe.
. "$LAB_LIB/shelf.sh"
set -e
registry_runs
drop "$LAB_WORD/box" 2
drop "$LAB_WORD/crate" 1
docker rmi "$here/$LAB_WORD/box:2" "$here/$LAB_WORD/crate:1" > /dev/null 2>&1 || true
docker tag busybox "$here/$LAB_WORD/box:1"
docker push -q "$here/$LAB_WORD/box:1" > /dev/null
mkdir -p /root/box
echo "packed by $LAB_WORD" > /root/box/note
printf '%s\n' "FROM $here/$LAB_WORD/box:1" "COPY note /note" > /root/box/Dockerfile
