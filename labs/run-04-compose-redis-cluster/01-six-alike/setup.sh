#!/bin/bash
# Start of this step: a recipe for the image, a compose.yaml for three nodes; nothing is built, nothing runs.
. "$LAB_LIB/ring.sh"
set -e
engine_runs
recipe 3 > /root/ring/compose.yaml
compose down -v -t 1 --remove-orphans
docker rmi -f ring:1 > /dev/null 2>&1 || true
