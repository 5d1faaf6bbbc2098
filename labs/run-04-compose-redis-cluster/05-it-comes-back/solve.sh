#!/bin/bash
set -e
old=$(cat /root/.ring-master)
docker start "$old"
says() { docker exec "$old" redis-cli info replication | tr -d '\r'; }
until says | grep -qx master_link_status:up; do sleep 0.3; done
docker exec "$old" redis-cli cluster failover
until says | grep -qx role:master && says | grep -q state=online; do sleep 0.3; done
