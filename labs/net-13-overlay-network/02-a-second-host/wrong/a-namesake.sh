#!/bin/bash
# hint: has not been told
h2 docker network create team
h2 docker run -d --name two --network team busybox sleep 1d
