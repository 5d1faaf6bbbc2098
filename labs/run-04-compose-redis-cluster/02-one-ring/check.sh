#!/bin/bash
# The nodes themselves say who belongs to them.
. "$LAB_LIB/ring.sh"
seen=$(addresses)
value() { sed -n "s/^cluster_$1://p" <<< "$info"; }
# Whoever knows most of the others speaks for them.
most=0
for address in $(addresses | cut -d ' ' -f 2); do
  info=$(ask "$address" CLUSTER INFO)
  known=$(value known_nodes)
  if [ "${known:-0}" -gt "$most" ]; then most=$known says=$info; fi
done
info=$says
[ "$most" -gt 1 ] ||
  say "The nodes do not know each other yet: docker compose exec r1 redis-cli --cluster create, and the six addresses" \
    "节点之间还不认识：docker compose exec r1 redis-cli --cluster create，后面写上六个地址"
[ "$most" = 6 ] ||
  say "The cluster has $most nodes, not six. Start this step over, and name r1 to r6." \
    "集群里有 $most 个节点，不是六个。重新开始这一步，把 r1 到 r6 都写上。"
[ "$(value size)" = 3 ] ||
  say "$(value size) masters share the slots, and there should be three, each with a replica. Start this step over, and create with --cluster-replicas 1" \
    "分担槽的主节点有 $(value size) 个，应该是三个，各带一个从节点。重新开始这一步，创建时写 --cluster-replicas 1"
{ is_whole && replicas_of_all; } ||
  say "They have met, and are not done yet: wait a moment." "它们已经见过面了，还没有商量好：稍等片刻。"
