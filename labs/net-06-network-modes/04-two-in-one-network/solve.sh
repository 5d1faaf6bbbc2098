#!/bin/bash
set -e
docker run -d --name side --network container:web busybox sleep 1d
# 404 is an answer too, and for wget a failure
docker exec side wget -q -O /dev/null http://127.0.0.1 || true
