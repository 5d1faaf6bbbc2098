#!/bin/bash
# Start of this step: two shells wait in containers of their own.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f left kept > /dev/null 2>&1 || true
docker run -dit --name left busybox sh > /dev/null
docker run -dit --name kept busybox sh > /dev/null
