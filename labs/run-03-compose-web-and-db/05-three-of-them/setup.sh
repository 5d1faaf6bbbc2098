#!/bin/bash
# Start of this step: one of each service runs, on two networks.
. "$LAB_LIB/stack.sh"
set -e
stack_at 4
# Nor has anybody been sent to several yet: the web server's log goes with its container.
if [ "$(docker logs guestbook-web-1 2> /dev/null | sed -n 's/.* by //p' | sort -u | wc -l)" -gt 1 ]; then
  docker compose --progress quiet up -d --wait --no-deps --force-recreate web > /dev/null 2>&1
fi
