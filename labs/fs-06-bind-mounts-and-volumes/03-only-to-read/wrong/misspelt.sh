#!/bin/bash
# hint: look at the spelling
docker run -d --name reader -v /root/sight:/data:ro busybox sleep 1d
