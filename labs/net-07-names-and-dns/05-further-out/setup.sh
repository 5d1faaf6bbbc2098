#!/bin/bash
# Start of this step: the office has a name server, web is on shop, and there is no desk.
set -e
. "$LAB_LIB/engine.sh"
. "$LAB_LIB/office.sh"
engine
gone desk plain
shop
docker network connect shop web 2> /dev/null || true
if [ "$(docker inspect -f '{{.State.Running}}' web 2> /dev/null)" != true ]; then on shop web; fi
office
