#!/bin/bash
# Start of this step: a compose.yaml that has only the web server; nothing runs.
. "$LAB_LIB/stack.sh"
set -e
engine_runs
for image in nginx:1.22 python:3.11; do
  docker image inspect "$image" > /dev/null 2>&1 || docker pull -q "$image" > /dev/null
done
file_at 0
docker compose --progress quiet down -v -t 1 --remove-orphans > /dev/null 2>&1
docker rm -f guestbook-app-1 > /dev/null 2>&1 || true
