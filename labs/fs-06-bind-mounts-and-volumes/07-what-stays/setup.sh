#!/bin/bash
# Start of this step: keeper runs with the named volume, anon with one without a name.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
docker image inspect notes > /dev/null 2>&1 || docker build -q -t notes /root/notes
docker rm -fv mine reader one > /dev/null 2>&1 || true
if [ "$(docker inspect -f '{{.State.Running}} {{range .Mounts}}{{.Name}}{{end}}' keeper 2> /dev/null)" != "true $LAB_BOX" ]; then
  docker rm -f keeper > /dev/null 2>&1 || true
  docker run -d --name keeper -v "$LAB_BOX:/data" busybox sleep 1d
fi
if [ "$(docker inspect -f '{{.State.Running}} {{range .Mounts}}{{.Type}}{{end}}' anon 2> /dev/null)" != "true volume" ]; then
  docker rm -fv anon > /dev/null 2>&1 || true
  docker run -d --name anon notes sleep 1d
fi
