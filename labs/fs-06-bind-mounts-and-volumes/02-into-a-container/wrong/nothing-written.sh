#!/bin/bash
# hint: Now write from inside
docker run -d --name one -v /root/site:/data busybox sleep 1d
