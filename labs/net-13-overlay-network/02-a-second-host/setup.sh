#!/bin/bash
# Start of this step: the first host is a swarm with one on team; h2 has an engine that is in no swarm.
set -e
. "$LAB_LIB/hosts.sh"
engine
cable
swarm
second
docker rm -f two > /dev/null 2>&1 || true
h2 docker rm -f two > /dev/null 2>&1 || true
if [[ "$(state h2 docker)" != inactive* ]]; then
  h2 docker swarm leave --force > /dev/null
fi
unlisted
# One of its own, by the same name.
h2 docker network rm team > /dev/null 2>&1 || true
