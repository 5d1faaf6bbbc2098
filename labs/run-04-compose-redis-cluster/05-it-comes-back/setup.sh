#!/bin/bash
# Start of this step: the master of the key is dead, noted, and another has taken its place.
. "$LAB_LIB/ring.sh"
set -e
dead() { docker ps -aq --filter name=ring-r --filter status=exited | wc -l; }
if [ "$(dead)" != 1 ] || ! within 8 has_owner "$LAB_WORD" || [ ! -s /root/.ring-master ]; then
  one_ring
  put "$LAB_WORD" "$LAB_CODE"
  owner_of "$LAB_WORD" > /root/.ring-master
  docker kill "$(cat /root/.ring-master)" > /dev/null
  within 20 has_owner "$LAB_WORD"
fi
