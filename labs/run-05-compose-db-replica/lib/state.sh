#!/bin/bash
# What the steps begin with. Wants image.sh, primary.sh, replica.sh and ask.sh.
engine() {
  docker version > /dev/null 2>&1 || service docker start
  docker image inspect mariadb:10.11 > /dev/null 2>&1 || docker pull -q mariadb:10.11 > /dev/null
}

# What there was of the project, with its data.
clear_store() {
  docker ps -aq --filter label=com.docker.compose.project=store | xargs -r docker rm -fv > /dev/null 2>&1 || true
}

up() { (cd /root/store && docker compose up -d --build && ready "$@") > /dev/null 2>&1; }

# Both run, and the replica has all that the primary has.
both() {
  if [ -e /root/store/compose.yaml ] && docker start store-primary-1 store-replica-1 > /dev/null 2>&1; then
    for one in primary replica; do until_true 10 ask $one "SELECT 1" > /dev/null || true; done
    # What was written at the replica alone may stand in the way.
    if ! follows; then ask replica "STOP SLAVE; DELETE FROM store.goods; START SLAVE" || true; fi
    if until_true 4 follows && ask primary "CREATE OR REPLACE TABLE store.goods (id INT PRIMARY KEY, what VARCHAR(20), n INT); DROP TABLE store.goods" && until_true 4 level; then return; fi
  fi
  clear_store
  write_image
  write_primary
  write_replica
  up primary replica
  until_true 20 follows
}

goods() {
  ask primary "CREATE OR REPLACE TABLE store.goods (id INT PRIMARY KEY, what VARCHAR(20), n INT);
    INSERT INTO store.goods VALUES (1, '$LAB_WARE', $LAB_N)"
  until_true 10 level
}
