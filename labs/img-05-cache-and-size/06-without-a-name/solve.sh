#!/bin/bash
set -e
cd /root/note
echo 'Thursday: sourdough' > today.txt
docker build -q -t note .
docker image prune -f
