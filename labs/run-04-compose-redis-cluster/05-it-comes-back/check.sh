#!/bin/bash
# The one that had the key first has it again, and nobody is missing.
. "$LAB_LIB/ring.sh"
seen=$(addresses)
master=$(cat /root/.ring-master)
{ is_whole && replicas_of_all; } ||
  say "They are not done yet: wait a moment, then ./who" "它们还没有商量好：稍等片刻，再看 ./who"
[ "$(owner_of "$LAB_WORD")" = "$master" ] ||
  say "${master:5:2} is back, as a replica. Let it ask for its place: docker compose exec ${master:5:2} redis-cli cluster failover" \
    "${master:5:2} 回来了，但还是从节点。让它把位置要回来：docker compose exec ${master:5:2} redis-cli cluster failover"
[ "$(get "$LAB_WORD")" = "$LAB_CODE" ] ||
  say "The value of $LAB_WORD is not $LAB_CODE any more: start this step over." "$LAB_WORD 的值不再是 $LAB_CODE：重新开始这一步。"
