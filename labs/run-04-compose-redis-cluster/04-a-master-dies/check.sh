#!/bin/bash
# The one that answered for the key at the start is dead, and another does, with the value.
. "$LAB_LIB/ring.sh"
seen=$(addresses)
master=$(cat /root/.ring-master)
if [ "$(docker inspect -f '{{.State.Running}}' "$master")" = true ]; then
  say "The one that is dead did not answer for $LAB_WORD: that was ${master:5:2}. docker compose up -d brings it back; then kill ${master:5:2}." \
    "死掉的那个并不负责 $LAB_WORD，负责它的是 ${master:5:2}。用 docker compose up -d 让它回来，再杀掉 ${master:5:2}。"
fi
has_owner "$LAB_WORD" ||
  say "Nobody answers for $LAB_WORD yet: give them a few seconds." "还没有人负责 $LAB_WORD：给它们几秒钟。"
[ "$(get "$LAB_WORD")" = "$LAB_CODE" ] ||
  say "The new master has another value for $LAB_WORD than $LAB_CODE: start this step over." \
    "新的主节点里，$LAB_WORD 的值不是 $LAB_CODE：重新开始这一步。"
