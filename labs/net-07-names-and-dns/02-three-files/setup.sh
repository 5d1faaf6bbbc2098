#!/bin/bash
# Start of this step: desk knows web by a link, and does not know the learner's box.
set -e
. "$LAB_LIB/engine.sh"
engine
gone web2 plain
# The sandbox's own file, where somebody has written the line there: in place, as it may be mounted too.
if grep -q "\b$LAB_BOX\b" /etc/hosts; then
  others=$(grep -v "\b$LAB_BOX\b" /etc/hosts)
  echo "$others" > /etc/hosts
fi
on bridge web
linked() {
  [ "$(docker inspect -f '{{.State.Running}} {{.HostConfig.Links}}' desk 2> /dev/null)" = "true [/web:/desk/$LAB_TILL]" ] || return 1
  # Docker's own file, as it is mounted, with the address that web has now.
  [ "$(stat -c %i "$(docker inspect -f '{{.HostsPath}}' desk)")" = "$(docker exec desk stat -c %i /etc/hosts)" ] || return 1
  docker exec desk cat /etc/hosts | grep -q "^$(docker inspect -f '{{.NetworkSettings.IPAddress}}' web)[[:space:]]" || return 1
}
if ! linked || docker exec desk cat /etc/hosts | grep -q "\b$LAB_BOX\b"; then
  gone desk
  docker run -d --name desk --link "web:$LAB_TILL" busybox sleep 1d > /dev/null
fi
# The step before ends with a call.
docker exec desk ping -c 1 "$LAB_TILL" > /dev/null
