#!/bin/bash
# hint: another container
docker rm -f box
docker run -d --name "$LAB_WORD" busybox sleep 1d
docker cp /root/note "$LAB_WORD:/note"
docker restart -t 0 "$LAB_WORD"
