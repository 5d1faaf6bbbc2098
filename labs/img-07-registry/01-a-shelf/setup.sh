#!/bin/bash
# Start of this step: no container registry, no volume shelf.
. "$LAB_LIB/shelf.sh"
set -e
engine_runs
docker rm -f registry > /dev/null 2>&1 || true
docker volume rm shelf > /dev/null 2>&1 || true
