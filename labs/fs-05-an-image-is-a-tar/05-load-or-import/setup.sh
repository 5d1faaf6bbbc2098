#!/bin/bash
# Start of this step: a saved image and an exported container as archives; no oops:1, no flat:1, no container flat.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
if ! docker image inspect note:1 > /dev/null 2>&1; then
  mkdir -p /root/note
  cd /root/note
  echo "$LAB_WORD" > note.txt
  echo draft > draft.txt
  printf '%s\n' 'FROM busybox' 'COPY note.txt draft.txt /' 'RUN rm /draft.txt' "CMD [\"echo\", \"$LAB_WORD\"]" > Dockerfile
  docker build -q -t note:1 . > /dev/null
fi
# web too: its thousands of files would be read for the picture, before those of flat
docker rm -f flat box web > /dev/null 2>&1 || true
docker rmi -f oops:1 flat:1 > /dev/null 2>&1 || true
cd /root
docker save -o saved.tar note:1
docker create --name box note:1 > /dev/null
docker export -o exported.tar box
docker rm box > /dev/null
