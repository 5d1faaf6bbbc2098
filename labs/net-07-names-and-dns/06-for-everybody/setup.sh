#!/bin/bash
# Start of this step: the engine knows no name server of the office, which has one, and there is no container called plain.
set -e
. "$LAB_LIB/engine.sh"
. "$LAB_LIB/office.sh"
if jq -e --arg office "$LAB_NET.53" '(.dns // []) == [$office] or has("dns-search")' /etc/docker/daemon.json > /dev/null 2>&1; then
  jq 'del(.dns, ."dns-search")' /etc/docker/daemon.json > /tmp/daemon.json
  cat /tmp/daemon.json > /etc/docker/daemon.json
  service docker restart
fi
rm -f /tmp/daemon.json
engine
gone plain
office
conntrack -D -p udp --orig-port-dst 53 > /dev/null 2>&1 || true
