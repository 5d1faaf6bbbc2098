#!/bin/bash
# hint: an ordinary network
docker network create team
docker run -d --name one --network team busybox sleep 1d
