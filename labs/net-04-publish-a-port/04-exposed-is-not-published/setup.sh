#!/bin/bash
# Start of this step: web runs, and there is no container called loud.
set -e
if jq -e 'has("userland-proxy")' /etc/docker/daemon.json > /dev/null 2>&1; then
  jq 'del(."userland-proxy")' /etc/docker/daemon.json > /tmp/daemon.json
  cat /tmp/daemon.json > /etc/docker/daemon.json
  rm /tmp/daemon.json
  service docker restart
fi
docker version > /dev/null 2>&1 || service docker start
docker image inspect nginx > /dev/null 2>&1 || docker pull -q nginx
# The stranger: a network namespace behind wan.
if ! ip netns exec outside ping -c 1 -W 1 203.0.113.1 > /dev/null 2>&1; then
  ip link del wan 2> /dev/null || true
  ip netns del outside 2> /dev/null || true
  ip netns add outside
  ip link add wan type veth peer name eth0 netns outside
  ip addr add 203.0.113.1/24 dev wan
  ip link set wan up
  ip -n outside addr add 203.0.113.9/24 dev eth0
  ip -n outside link set eth0 up
fi
# run NAME OPTION...: a container that runs
run() {
  if [ "$(docker inspect -f '{{.State.Running}}' "$1" 2> /dev/null)" != true ]; then
    docker rm -f "$1" > /dev/null 2>&1 || true
    docker run -d --name "$@" nginx > /dev/null
  fi
}
# What was written by hand goes; what Docker wrote stays.
iptables -P FORWARD DROP
iptables -F DOCKER-USER
iptables -A DOCKER-USER -j RETURN
iptables -t nat -S PREROUTING | sed -n '/ DNAT /s/^-A/-D/p' | while read -r rule; do
  # shellcheck disable=SC2086  # words of a rule
  iptables -t nat $rule
done
conntrack -D -p tcp > /dev/null 2>&1 || true
docker rm -f loud > /dev/null 2>&1 || true
run web
