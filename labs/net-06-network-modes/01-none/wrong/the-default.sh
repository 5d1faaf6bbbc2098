#!/bin/bash
# hint: on a network
docker run -d --name alone busybox sleep 1d
