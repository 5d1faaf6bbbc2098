#!/bin/bash
. "$LAB_LIB/ask.sh"
. "$LAB_LIB/not-yet.sh"
[ "$(ask replica "SELECT 1")" = 1 ] ||
  not_yet "The replica does not answer yet: ready replica waits for it." "从库还没有回答：用 ready replica 等它。"
status=$(status_of_replica)
[ -n "$status" ] ||
  not_yet "The replica was never told whom to follow: ROLE must be replica when its database is made. docker compose rm -fsv replica, mend compose.yaml, and up again." "没有人告诉从库该跟着谁：建数据库时 ROLE 必须是 replica。docker compose rm -fsv replica，改好 compose.yaml，再 up。"
case $(field Last_IO_Errno) in
  0) ;;
  1593) not_yet "Both servers have the same number, so the replica takes the primary for itself: give it --server-id=2, and docker compose up -d" "两台服务器编号相同，从库把主库当成了自己：给它 --server-id=2，再 docker compose up -d" ;;
  *) not_yet "The replica cannot read the primary's log: $(field Last_IO_Error)" "从库读不到主库的日志：$(field Last_IO_Error)" ;;
esac
[ "$(field Slave_IO_Running) $(field Slave_SQL_Running)" = "Yes Yes" ] ||
  not_yet "The replica does not follow yet: sql replica 'SHOW REPLICA STATUS\\G'" "从库还没有跟上：sql replica 'SHOW REPLICA STATUS\\G'"
exit 0
