#!/bin/bash
# hint: does not say which signal
cd /root/worker || exit
docker build -q -t worker:1 .
docker run -d --name worker --stop-signal QUIT worker:1
for _ in $(seq 100); do
  if docker logs worker 2>&1 | grep -q working; then break; fi
  sleep 0.1
done
docker stop worker
