#!/bin/bash
# engine: it runs, and has the image.
engine() {
  docker version > /dev/null 2>&1 || service docker start
  docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
}

# gone NAME...: no such containers.
gone() { docker rm -f "$@" > /dev/null 2>&1 || true; }

# on NETWORK NAME: a container that sleeps, on this network alone, with no name servers of its own and no further name on it.
on() {
  local is
  is=$(docker inspect -f '{{.State.Running}} {{.HostConfig.Dns}} {{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}{{.HostConfig.Links}}' "$2" 2> /dev/null || true)
  if [ "$is" != "true [] $1 []" ] || docker inspect -f '{{json .NetworkSettings.Networks}}' "$2" | grep -q "\"$LAB_TILL\""; then
    gone "$2"
    docker run -d --name "$2" --network "$1" busybox sleep 1d > /dev/null
  fi
}

# shop: the network of that name.
shop() { docker network inspect shop > /dev/null 2>&1 || docker network create shop > /dev/null; }
