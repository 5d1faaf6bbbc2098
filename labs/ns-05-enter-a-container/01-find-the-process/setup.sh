#!/bin/bash
# Start of this step: the engine runs, and there is no container called web.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect nginx > /dev/null 2>&1 || docker pull -q nginx
docker rm -f web open > /dev/null 2>&1 || true
rm -f /root/pid
