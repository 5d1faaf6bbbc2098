#!/bin/bash
set -e
docker exec kept sh -c "touch /$LAB_WORD; exit"
# A learner attaches with a terminal; here a container without one takes the word from a pipe.
docker rm -f left > /dev/null
docker run -di --name left busybox sh
echo exit | docker attach left
