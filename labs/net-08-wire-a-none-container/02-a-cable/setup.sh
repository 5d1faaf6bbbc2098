#!/bin/bash
# Start of this step: peer is on the network lab, box on none, and there is no cable.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
# The outside: a network namespace behind wan.
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
if [ "$(docker network inspect -f "{{(index .IPAM.Config 0).Subnet}} {{index .Options \"com.docker.network.bridge.name\"}}" lab 2> /dev/null)" != "$LAB_NET.0/24 lab0" ]; then
  docker rm -f peer box > /dev/null 2>&1 || true
  docker network rm lab > /dev/null 2>&1 || true
  docker network create --subnet "$LAB_NET.0/24" --gateway "$LAB_NET.1" -o com.docker.network.bridge.name=lab0 lab > /dev/null
fi
# run NAME MODE: a container that runs in this network mode
run() {
  if [ "$(docker inspect -f "{{.State.Running}} {{.HostConfig.NetworkMode}}" "$1" 2> /dev/null)" != "true $2" ]; then
    docker rm -f "$1" > /dev/null 2>&1 || true
    docker run -d --name "$1" --network "$2" busybox sleep 1d > /dev/null
  fi
}
run peer lab
run box none
inside() { nsenter -t "$(docker inspect -f "{{.State.Pid}}" box)" -n "$@"; }
ip link del plug 2> /dev/null || true
ip link del end 2> /dev/null || true
if [ "$(inside ip -o link | wc -l)" != 1 ]; then
  docker rm -f box > /dev/null
  run box none
fi
