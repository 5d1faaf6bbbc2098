#!/bin/bash
set -e
cd /root/ring
docker compose exec -T r1 redis-cli --cluster create r1:6379 r2:6379 r3:6379 r4:6379 r5:6379 r6:6379 --cluster-replicas 1 --cluster-yes
# Each master has a replica that has copied everything.
for master in r1 r2 r3; do
  until docker compose exec -T "$master" redis-cli info replication | grep -q state=online; do sleep 0.3; done
done
