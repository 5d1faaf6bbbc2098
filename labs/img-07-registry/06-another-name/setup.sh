#!/bin/bash
# Start of this step: the registry runs and knows no far; the engine trusts it at localhost only.
. "$LAB_LIB/shelf.sh"
set -e
[ -e /root/.daemon.json ] || cp /etc/docker/daemon.json /root/.daemon.json
if ! cmp -s /root/.daemon.json /etc/docker/daemon.json; then
  cp /root/.daemon.json /etc/docker/daemon.json
  docker version > /dev/null 2>&1 && service docker reload
fi
registry_runs
drop "$LAB_WORD/far" 1
docker rmi "172.17.0.1:$LAB_PORT/$LAB_WORD/far:1" "$here/$LAB_WORD/far:1" > /dev/null 2>&1 || true
rm -f /root/.docker/config.json
