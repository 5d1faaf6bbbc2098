#!/bin/bash
# engine: it runs, and has the image.
engine() {
  docker version > /dev/null 2>&1 || service docker start
  docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
}

# lan: the network lan on nic, with the upper half of the addresses.
lan() {
  if [ "$(docker network inspect -f '{{.Driver}} {{.Options.parent}} {{(index .IPAM.Config 0).IPRange}}' lan 2> /dev/null)" != "macvlan nic $LAB_NET.128/25" ]; then
    docker network rm lan > /dev/null 2>&1 || true
    docker network create -d macvlan -o parent=nic --subnet "$LAB_NET.0/24" --gateway "$LAB_NET.1" --ip-range "$LAB_NET.128/25" lan > /dev/null
  fi
}

# without NAME...: no such containers.
without() { docker rm -f "$@" > /dev/null 2>&1 || true; }
