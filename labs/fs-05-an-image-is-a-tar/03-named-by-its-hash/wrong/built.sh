#!/bin/bash
# hint: does not have the layers of note:1
cd /root || exit
mkdir -p other
printf '%s\n' 'FROM busybox' "RUN echo $LAB_WORD > /note.txt" 'CMD ["cat", "/note.txt"]' > other/Dockerfile
docker build -q -t note:2 other
