#!/bin/bash
# The key has the value, and the two with a common part lie together.
. "$LAB_LIB/ring.sh"
seen=$(addresses)
value=$(get "$LAB_WORD")
[ -n "$value" ] ||
  say "No node has the key $LAB_WORD: docker compose exec r1 redis-cli -c set $LAB_WORD $LAB_CODE (with -c)" \
    "哪个节点都没有键 $LAB_WORD：docker compose exec r1 redis-cli -c set $LAB_WORD $LAB_CODE（要有 -c）"
[ "$value" = "$LAB_CODE" ] ||
  say "The key $LAB_WORD has the value $value, and should have $LAB_CODE." "键 $LAB_WORD 的值是 $value，应该是 $LAB_CODE。"
{ [ -n "$(get "{boat}:name")" ] && [ -n "$(get "{boat}:port")" ]; } ||
  say "{boat}:name and {boat}:port are not both there: write them with one mset, in the braces." \
    "{boat}:name 和 {boat}:port 没有都在：用一条 mset 写入，花括号也要写。"
