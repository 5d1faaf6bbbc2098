#!/bin/bash
# hint: Six should run
cd /root/ring || exit
docker build -q -t ring:1 .
docker compose up -d
