#!/bin/bash
# hint: as a replica
. "$LAB_LIB/ring.sh"
docker start "$(cat /root/.ring-master)"
within 15 replicas_of_all
