#!/bin/bash
# Start of this step: note:1 is unpacked as it was saved; no note:2.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox
while mountpoint -q /mnt; do umount -l /mnt; done
if ! docker image inspect note:1 > /dev/null 2>&1; then
  mkdir -p /root/note
  cd /root/note
  echo "$LAB_WORD" > note.txt
  echo draft > draft.txt
  printf '%s\n' 'FROM busybox' 'COPY note.txt draft.txt /' 'RUN rm /draft.txt' "CMD [\"echo\", \"$LAB_WORD\"]" > Dockerfile
  docker build -q -t note:1 . > /dev/null
fi
docker rmi -f note:2 > /dev/null 2>&1 || true
rm -rf /root/unpacked
mkdir -p /root/unpacked
docker save note:1 | tar -x -C /root/unpacked
