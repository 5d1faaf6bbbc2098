#!/bin/bash
# hint: a network of its own
docker run -d --name side --network host busybox sleep 1d
