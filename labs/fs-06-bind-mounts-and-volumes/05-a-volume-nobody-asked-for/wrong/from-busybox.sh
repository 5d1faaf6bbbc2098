#!/bin/bash
# hint: anon was made from another image
docker build -q -t notes /root/notes
docker run -d --name anon -v /data busybox sleep 1d
