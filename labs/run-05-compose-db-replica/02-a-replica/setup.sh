#!/bin/bash
# Start of this step: the primary runs, and there is no replica.
set -e
. "$LAB_LIB/image.sh"
. "$LAB_LIB/primary.sh"
. "$LAB_LIB/replica.sh"
. "$LAB_LIB/ask.sh"
. "$LAB_LIB/state.sh"
engine
docker rm -fv store-replica-1 > /dev/null 2>&1 || true
if [ ! -e /root/store/compose.yaml ] || ! docker start store-primary-1 > /dev/null 2>&1 ||
  ! until_true 8 ask primary "SELECT 1" > /dev/null ||
  [ "$(ask primary "SELECT @@log_bin + COUNT(*) FROM mysql.user WHERE User = 'copier'")" != 2 ]; then
  clear_store
  write_image
  write_primary
  up primary
fi
# What an earlier replica was to copy comes too early for a new one.
ask primary "DROP TABLE IF EXISTS store.goods"
if grep -q replica: /root/store/compose.yaml; then write_primary; fi
