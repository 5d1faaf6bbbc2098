#!/bin/bash
# The first start makes the database: MARIADB_ROOT_PASSWORD, MARIADB_DATABASE, MARIADB_USER, MARIADB_PASSWORD, or the same with MYSQL_,
# and whatever lies in /docker-entrypoint-initdb.d. Later starts find it in the volume.
set -euo pipefail

say() { printf '[entrypoint] %s\n' "$*" >&2; }
fail() {
  say "$@"
  exit 1
}

# setting NAME: MARIADB_NAME, MYSQL_NAME, or the content of the file that either with _FILE names.
setting() {
  local name
  for name in "MARIADB_$1" "MYSQL_$1"; do
    if [ -n "${!name:-}" ]; then
      printf '%s' "${!name}"
      return
    fi
    name=${name}_FILE
    if [ -n "${!name:-}" ]; then
      cat -- "${!name}"
      return
    fi
  done
}

# An SQL string: quotes and backslashes doubled.
quoted() {
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\'\'}"
}
named() { printf "\`%s\`" "${1//\`/\`\`}"; }

[ "${1:0:1}" != - ] || set -- mariadbd "$@"
case $1 in
  mariadbd | mysqld) shift ;;
  *) exec "$@" ;;
esac

data=/var/lib/mysql
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$data" /run/mysqld
  find "$data" /run/mysqld ! -user mysql -exec chown mysql:mysql {} +
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" mariadbd "$@"
fi

say "$(mariadbd --version | sed 's/^.*Ver \([^ ]*\).*/This is MariaDB \1/'), from Debian, which carries no MySQL."
if [ ! -d "$data/mysql" ]; then
  password=$(setting ROOT_PASSWORD)
  if [ -n "$(setting RANDOM_ROOT_PASSWORD)" ]; then
    password=$(head -c 24 /dev/urandom | base64)
    say "GENERATED ROOT PASSWORD: $password"
  fi
  empty="$(setting ALLOW_EMPTY_ROOT_PASSWORD)$(setting ALLOW_EMPTY_PASSWORD)"
  if [ -z "$password$empty" ]; then
    fail "the database is new and has no password: set MARIADB_ROOT_PASSWORD (or MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=1)"
  fi

  say "making a new database in $data"
  mariadb-install-db --datadir="$data" --skip-test-db --auth-root-authentication-method=normal >/dev/null
  mariadbd --skip-networking "$@" &
  server=$!
  for _ in $(seq 300); do
    ! mariadb-admin --silent ping >/dev/null 2>&1 || break
    kill -0 "$server" 2>/dev/null || fail "the server ended while the database was being made"
    sleep 0.1
  done

  database=$(setting DATABASE)
  user=$(setting USER)
  {
    [ -z "$database" ] || printf 'CREATE DATABASE IF NOT EXISTS %s;\n' "$(named "$database")"
    if [ -n "$user" ]; then
      printf 'CREATE USER %s@%s IDENTIFIED BY %s;\n' "$(quoted "$user")" "'%'" "$(quoted "$(setting PASSWORD)")"
      [ -z "$database" ] || printf 'GRANT ALL ON %s.* TO %s@%s;\n' "$(named "$database")" "$(quoted "$user")" "'%'"
    fi
    # mariadb-install-db makes more of them than localhost, without a password.
    printf "DELETE FROM mysql.global_priv WHERE User = 'root' AND Host <> 'localhost';\nFLUSH PRIVILEGES;\n"
    printf 'CREATE USER root@%s IDENTIFIED BY %s;\n' "'%'" "$(quoted "$password")"
    printf 'GRANT ALL ON *.* TO root@%s WITH GRANT OPTION;\n' "'%'"
    printf 'ALTER USER root@localhost IDENTIFIED BY %s;\n' "$(quoted "$password")"
  } | mariadb -uroot

  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) say "running $file" && bash "$file" ;;
      *.sql) say "reading $file" && MYSQL_PWD=$password mariadb -uroot ${database:+"$database"} <"$file" ;;
      *.sql.gz) say "reading $file" && gunzip -c "$file" | MYSQL_PWD=$password mariadb -uroot ${database:+"$database"} ;;
    esac
  done
  MYSQL_PWD=$password mariadb-admin -uroot shutdown
  wait "$server"
  say "the database is ready"
fi

exec mariadbd "$@"
