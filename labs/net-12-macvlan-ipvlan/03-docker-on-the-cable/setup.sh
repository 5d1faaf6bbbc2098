#!/bin/bash
# Start of this step: switch and printer are there, and Docker has no network on nic.
set -e
. "$LAB_LIB/hall.sh"
. "$LAB_LIB/engine.sh"
engine
without cam guest
docker network rm lan > /dev/null 2>&1 || true
hall
