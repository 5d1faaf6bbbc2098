#!/bin/bash
# Start of this step: the image note, made just now, and no image without a name.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image prune -f > /dev/null
cd /root/note
if ! docker image inspect note > /dev/null 2>&1 || [ "$(docker image inspect -f '{{.Id}}' note)" != "$(cat /root/.note-first 2> /dev/null)" ]; then
  date '+Bread of %T.%N' > today.txt
  docker build -q -t note . > /root/.note-first
  docker image prune -f > /dev/null
fi
