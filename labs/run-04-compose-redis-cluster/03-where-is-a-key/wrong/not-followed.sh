#!/bin/bash
# hint: No node has the key
. "$LAB_LIB/ring.sh"
for node in 1 2; do
  [ "$(owner_of "$LAB_WORD")" = "ring-r$node-1" ] || docker exec "ring-r$node-1" redis-cli set "$LAB_WORD" "$LAB_CODE"
done
