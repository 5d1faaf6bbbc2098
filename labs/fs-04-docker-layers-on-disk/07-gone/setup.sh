#!/bin/bash
# Start of this step: web runs and has written something.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect nginx:1.22.1 > /dev/null 2>&1 || docker pull -q nginx:1.22.1
if [ "$(docker inspect -f '{{.State.Running}}' web 2> /dev/null)" != true ]; then
  docker rm -f web > /dev/null 2>&1 || true
  docker run -d --name web nginx:1.22.1 > /dev/null
fi
docker exec web sh -c 'echo hello from inside > /hello'
