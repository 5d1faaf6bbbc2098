#!/bin/bash
# hint: still carries
docker tag heavy:2 thin:1
docker save thin:1 | docker load
docker run -d --name thin thin:1 sleep 1d
