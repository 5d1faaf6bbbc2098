#!/bin/bash
# Start of this step: no network called shop, and none of the containers.
set -e
. "$LAB_LIB/engine.sh"
engine
gone web web2 desk plain
docker network rm shop > /dev/null 2>&1 || true
