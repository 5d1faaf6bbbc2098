#!/bin/bash
. "$LAB_LIB/ask.sh"
. "$LAB_LIB/not-yet.sh"
all="SELECT COALESCE(GROUP_CONCAT(id, ' ', what, ' ', n ORDER BY id), '') FROM store.goods"
have=$(ask primary "$all")
[[ ",$have," = *",7 crates 40,"* ]] ||
  not_yet "The primary was right: it must have number 7, 40 crates. Start this step over." "主库没有错：它应该有 7 号，40 个 crates。重新开始这一步。"
follows || case $(field Last_SQL_Errno) in
  1062) not_yet "The replica stands still: its own number 7 is in the way. Take that away at the replica, then START REPLICA." "从库停着：它自己的 7 号挡在路上。先在从库上拿掉它，再 START REPLICA。" ;;
  0) not_yet "The replica stands still, and nothing is in the way any more: sql replica 'START REPLICA'" "从库停着，路上已经没有东西了：sql replica 'START REPLICA'" ;;
  *) not_yet "The replica stands still: $(field Last_SQL_Error)" "从库停着：$(field Last_SQL_Error)" ;;
esac
[ "$(ask replica "$all")" = "$have" ] ||
  not_yet "It follows again, but the two do not agree: compare SELECT * FROM goods at both. What you skipped is missing now." "它又跟上了，可两边不一致：在两边比较 SELECT * FROM goods。跳过的东西现在就缺着。"
exit 0
