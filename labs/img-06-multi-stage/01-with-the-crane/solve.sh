#!/bin/bash
set -e
cd /root/ship
docker build -q -t ship:1 .
docker run -d --name crane ship:1
