#!/bin/bash
. "$LAB_LIB/ask.sh"
. "$LAB_LIB/not-yet.sh"
sold=$(ask primary "SELECT UNIX_TIMESTAMP(MAX(at)) FROM store.sold WHERE what = '$LAB_WARE'")
[[ $sold =~ ^[0-9] ]] ||
  not_yet "Nothing is sold yet: stop the replica, then write $LAB_WARE into sold at the primary." "还什么都没卖：停下从库，再在主库的 sold 里写上 $LAB_WARE。"
started=$(date -d "$(docker inspect -f '{{.State.StartedAt}}' store-replica-1)" +%s)
[ "${sold%.*}" -le "$started" ] ||
  not_yet "The replica was there while you wrote: docker compose stop replica, write once more, and start it." "你写的时候从库在场：docker compose stop replica，再写一次，然后启动它。"
[ "$(ask replica "SELECT COUNT(*) FROM store.sold")" = "$(ask primary "SELECT COUNT(*) FROM store.sold")" ] ||
  not_yet "The replica does not have all of it yet: sql replica 'SHOW REPLICA STATUS\\G'" "从库还没有补齐：sql replica 'SHOW REPLICA STATUS\\G'"
exit 0
