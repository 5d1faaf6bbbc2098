#!/bin/bash
# Start of this step: an engine with the image mariadb, and nothing of the store.
set -e
. "$LAB_LIB/image.sh"
. "$LAB_LIB/primary.sh"
. "$LAB_LIB/replica.sh"
. "$LAB_LIB/ask.sh"
. "$LAB_LIB/state.sh"
engine
clear_store
docker rmi -f store > /dev/null 2>&1 || true
rm -rf /root/store
mkdir /root/store
