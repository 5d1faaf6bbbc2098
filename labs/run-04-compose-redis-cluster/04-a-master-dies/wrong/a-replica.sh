#!/bin/bash
# hint: did not answer for
. "$LAB_LIB/ring.sh"
docker kill "ring-$(/root/ring/who | sed -n 's/^\(r.\) .*replica.*/\1/p' | head -n 1)-1"
