#!/bin/bash
# hint: took the name for that of a volume
docker run -d --name one -v site:/data busybox sleep 1d
