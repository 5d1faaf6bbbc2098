#!/bin/bash
# Start of this step: the image note:1 is here, nothing was saved.
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
while mountpoint -q /mnt; do umount -l /mnt; done
rm -rf /root/note.tar /root/unpacked
