#!/bin/bash
. "$LAB_LIB/ask.sh"
. "$LAB_LIB/not-yet.sh"
answer=$(ask primary "SELECT @@log_bin, (SELECT COUNT(*) FROM mysql.user WHERE User = 'copier')") ||
  not_yet "The primary does not answer yet: ready primary waits for it." "主库还没有应答：用 ready primary 等它。"
case $answer in
  0*) not_yet "The primary keeps no log of changes: store.cnf must be in the image, with log-bin in it. Then docker compose up -d --build" "主库没有记录更改日志：镜像里要有 store.cnf，其中写着 log-bin。然后 docker compose up -d --build" ;;
  *0) not_yet "There is no user copier: role.sh did not run, or found no ROLE primary. It runs only where the database is new: docker compose down -v, mend, and up again." "没有用户 copier：role.sh 没有运行，或者没看到 ROLE 是 primary。它只在数据库还是新的时候运行：docker compose down -v，改好，再 up。" ;;
esac
exit 0
