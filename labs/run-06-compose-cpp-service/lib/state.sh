#!/bin/bash
# What the steps begin with. Wants source.sh, recipe.sh and site.sh.
engine() {
  docker version > /dev/null 2>&1 || service docker start
  for image in gcc:12 nginx:1.22; do
    docker image inspect "$image" > /dev/null 2>&1 || docker pull -q "$image" > /dev/null &
  done
  wait
  docker rm -f try > /dev/null 2>&1 || true
}

clear_site() {
  docker ps -aq --filter label=com.docker.compose.project=site | xargs -r docker rm -fv > /dev/null 2>&1 || true
}

answered() { curl -s "$@" --retry 20 --retry-all-errors --retry-delay 1 -o /dev/null "http://127.0.0.1:$LAB_PORT"; }

# site REPLICAS VERSION: it runs, with so many services of this version; what nginx knew of others is forgotten.
site() {
  [ -e /root/site/app/Dockerfile ] || write_recipe
  if ! grep -qs "\"$2\"" /root/site/app/main.cpp || grep -qs SIGTERM /root/site/app/main.cpp; then write_source "$2"; fi
  if ! grep -qs "replicas: $1" /root/site/compose.yaml || grep -qsE 'init:|stop_' /root/site/compose.yaml || [ ! -e /root/site/web.conf ]; then write_site "$1"; fi
  cd /root/site || exit
  docker compose up -d --build > /dev/null 2>&1
  answered
  docker compose exec -T web nginx -s reload > /dev/null 2>&1
  answered -f
}
