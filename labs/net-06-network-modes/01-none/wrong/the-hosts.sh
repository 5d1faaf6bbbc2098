#!/bin/bash
# hint: on a network
docker run -d --name alone --network host busybox sleep 1d
