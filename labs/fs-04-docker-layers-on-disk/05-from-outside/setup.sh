#!/bin/bash
# Start of this step: web runs, and has no /note.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect nginx:1.22.1 > /dev/null 2>&1 || docker pull -q nginx:1.22.1
if ! docker exec web test ! -e /note > /dev/null 2>&1; then
  docker rm -f web > /dev/null 2>&1 || true
  docker run -d --name web nginx:1.22.1 > /dev/null
fi
