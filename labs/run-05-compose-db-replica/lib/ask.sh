#!/bin/bash
# What the databases say.
# client SERVICE OPTIONS...: the client of the service's image, in its files. Much cheaper than docker exec, which starts runc.
client() {
  local pid
  pid=$(docker inspect -f '{{.State.Pid}}' "store-$1-1" 2> /dev/null) && [ "$pid" -gt 0 ] || return 1
  shift
  MYSQL_PWD=$(tr '\0' '\n' < "/proc/$pid/environ" | sed -n 's/^MARIADB_ROOT_PASSWORD=//p') nsenter -t "$pid" -m mariadb -uroot "$@" 2> /dev/null
}
# ask SERVICE STATEMENT: bare values
ask() { client "$1" -N -B -e "$2"; }

# A field of SHOW REPLICA STATUS; MariaDB goes on calling them Slave_... in its answer.
status_of_replica() { client replica -e 'SHOW REPLICA STATUS\G'; }
field() { sed -n "s/^ *$1: *//p" <<< "$status"; }
follows() {
  status=$(status_of_replica)
  [ "$(field Slave_IO_Running) $(field Slave_SQL_Running)" = "Yes Yes" ]
}
level() { [ "$(ask replica "SELECT @@gtid_slave_pos")" = "$(ask primary "SELECT @@gtid_binlog_pos")" ]; }

# until_true SECONDS COMMAND
until_true() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.3
  done
}
