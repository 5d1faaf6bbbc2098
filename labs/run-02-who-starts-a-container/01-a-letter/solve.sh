#!/bin/bash
set -e
curl -sf --unix-socket /var/run/docker.sock -X POST -H 'Content-Type: application/json' \
  -d '{"Image": "busybox", "Cmd": ["sleep", "1d"]}' 'http://localhost/containers/create?name=api'
