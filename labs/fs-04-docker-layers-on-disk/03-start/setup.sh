#!/bin/bash
# Start of this step: the image is here, no container called web.
set -e
docker version > /dev/null 2>&1 || service docker start
docker rm -f web > /dev/null 2>&1 || true
docker image inspect nginx:1.22.1 > /dev/null 2>&1 || docker pull -q nginx:1.22.1
