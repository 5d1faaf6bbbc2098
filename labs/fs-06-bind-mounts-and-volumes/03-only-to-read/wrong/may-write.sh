#!/bin/bash
# hint: reader may write
docker run -d --name reader -v /root/site:/data busybox sleep 1d
