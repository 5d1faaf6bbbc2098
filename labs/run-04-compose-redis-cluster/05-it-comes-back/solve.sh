#!/bin/bash
set -e
old=$(cat /root/.ring-master)
docker start "$old"
says() { docker exec "$old" redis-cli info replication | tr -d '\r'; }
until says | grep -qx master_link_status:up; do sleep 0.3; done
# Who asks is refused until the others have heard of its return, and an election on a busy machine may run out of time: then it is asked for again.
until says | grep -qx role:master; do
  docker exec "$old" redis-cli cluster failover
  for _ in {1..12}; do
    if says | grep -qx role:master; then break; fi
    sleep 0.3
  done
done
until says | grep -q state=online; do sleep 0.3; done
