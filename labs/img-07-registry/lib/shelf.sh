#!/bin/bash
# The registry of this lab: a container `registry`, what it keeps in the volume shelf.
here=localhost:$LAB_PORT

engine_runs() {
  docker version > /dev/null 2>&1 || service docker start
  local image
  for image in "$@"; do
    docker image inspect "$image" > /dev/null 2>&1 || docker pull -q "$image" > /dev/null
  done
}

# As it should be, it is left alone.
registry_runs() {
  engine_runs busybox registry:2
  if ! docker inspect -f '{{.State.Running}} {{json .HostConfig}}' registry 2> /dev/null | grep -q "^true.*shelf:/var/lib/registry.*\"$LAB_PORT\""; then
    docker rm -f registry > /dev/null 2>&1 || true
    docker run -d --name registry -p "$LAB_PORT:5000" -v shelf:/var/lib/registry registry:2 > /dev/null
  fi
  for _ in $(seq 50); do
    ! curl -fso /dev/null "http://$here/v2/" || return 0
    sleep 0.1
  done
  docker logs registry >&2
  return 1
}

types='application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json'
types+=', application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json'

# manifest REPOSITORY TAG: what the registry has under this name; nothing where it has none
manifest() { curl -fs -m 5 -H "Accept: $types" "http://$here/v2/$1/manifests/$2" || true; }

# digest REPOSITORY TAG
digest() { curl -fsI -m 5 -H "Accept: $types" "http://$here/v2/$1/manifests/$2" | tr -d '\r' | sed -n 's/^Docker-Content-Digest: //Ip'; }

# drop REPOSITORY TAG: the registry knows the name no longer
drop() {
  local name
  name=$(digest "$1" "$2") || true
  [ -z "$name" ] || curl -fso /dev/null -X DELETE "http://$here/v2/$1/manifests/$name"
}

# say ENGLISH CHINESE: the hint, and not yet
say() {
  case $LANG_UI in
    zh-CN) echo "$2" ;;
    *) echo "$1" ;;
  esac
  exit 1
}
