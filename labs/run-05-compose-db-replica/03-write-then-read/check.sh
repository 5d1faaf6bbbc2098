#!/bin/bash
. "$LAB_LIB/ask.sh"
. "$LAB_LIB/not-yet.sh"
all="SELECT COALESCE(GROUP_CONCAT(what, ' ', n ORDER BY id), '') FROM store.goods"
have=$(ask primary "$all")
copy=$(ask replica "$all")
[ -n "$have$copy" ] ||
  not_yet "There is nothing in goods yet: make the table at the primary, and put $LAB_N $LAB_WARE in." "goods 里还什么也没有：在主库上建表，放进 $LAB_N 个 $LAB_WARE。"
[ -n "$have" ] ||
  not_yet "You wrote at the replica, and the primary knows nothing of it: sql replica 'DROP TABLE goods', and write at the primary." "你写到从库上了，主库什么也不知道：sql replica 'DROP TABLE goods'，改在主库上写。"
[[ ",$have," = *",$LAB_WARE $LAB_N,"* ]] ||
  not_yet "The primary has $have, but not $LAB_N $LAB_WARE." "主库有 $have，但没有 $LAB_N 个 $LAB_WARE。"
[ "$copy" = "$have" ] ||
  not_yet "The replica does not have it yet: sql replica 'SHOW REPLICA STATUS\\G' says whether it follows." "从库还没有：sql replica 'SHOW REPLICA STATUS\\G' 会说它有没有跟上。"
exit 0
