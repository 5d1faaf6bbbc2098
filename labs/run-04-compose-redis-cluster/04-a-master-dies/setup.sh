#!/bin/bash
# Start of this step: the ring is whole, and has the key. Who answers for it is noted.
. "$LAB_LIB/ring.sh"
set -e
one_ring
put "$LAB_WORD" "$LAB_CODE"
put "{boat}:name" anna
put "{boat}:port" oslo
owner_of "$LAB_WORD" > /root/.ring-master
