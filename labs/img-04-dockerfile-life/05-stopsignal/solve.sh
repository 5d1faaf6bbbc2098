#!/bin/bash
set -e
cd /root/worker
printf '%s\n' 'FROM busybox' 'COPY work.sh /' 'STOPSIGNAL SIGQUIT' 'CMD ["/work.sh"]' > Dockerfile
docker build -q -t worker:1 .
docker run -d --name worker worker:1
# Only when it has said so, its trap is set.
for _ in $(seq 100); do
  if docker logs worker 2>&1 | grep -q working; then break; fi
  sleep 0.1
done
docker stop worker
