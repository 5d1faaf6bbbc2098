#!/bin/bash
# The guest book's stack, in /root/guestbook. A stage is how far compose.yaml has come:
#   0 web    1 web, app    2 and db, which nobody waits for    3 and waited for    4 on two networks
stack=/root/guestbook

recipe() {
  local stage=$1
  cat << END
services:
  web:
    image: nginx:1.22
    ports: ["$LAB_PORT:80"]
    volumes:
      - ./web/site.conf:/etc/nginx/conf.d/default.conf:ro
END
  [ "$stage" -lt 4 ] || echo '    networks: [front]'
  [ "$stage" -ge 1 ] || return 0
  printf '\n  app:\n    build: ./app\n'
  [ "$stage" -ge 2 ] || return 0
  cat << 'END'
    environment:
      DB_HOST: db
      DB_NAME: guests
      DB_USER: app
      DB_PASSWORD: ${DB_PASSWORD}
    depends_on:
END
  case $stage in
    2) echo '      db: { condition: service_started }' ;;
    *) echo '      db: { condition: service_healthy }' ;;
  esac
  [ "$stage" -lt 4 ] || echo '    networks: [front, back]'
  cat << 'END'

  db:
    image: mariadb:10.11
    environment:
      MARIADB_RANDOM_ROOT_PASSWORD: "1"
      MARIADB_DATABASE: guests
      MARIADB_USER: app
      MARIADB_PASSWORD: ${DB_PASSWORD}
    volumes:
      - data:/var/lib/mysql
END
  [ "$stage" -lt 3 ] || printf '%s\n' '    healthcheck:' '      test: mariadb-admin ping -h 127.0.0.1' '      interval: 1s' '      retries: 60'
  [ "$stage" -lt 4 ] || echo '    networks: [back]'
  printf '\nvolumes:\n  data:\n'
  [ "$stage" -lt 4 ] || printf '\nnetworks:\n  front:\n  back:\n'
}

# What tells the stages apart, of the file that is there, or of one on standard input.
features() {
  docker compose --project-directory "$stack" -f "${1:-$stack/compose.yaml}" config --format json 2> /dev/null |
    jq -r '[(.services | keys | join("+")), (.services.app.depends_on.db.condition // "-"), (.services.web.networks | keys | join("+"))] | join(" ")'
}

engine_runs() { docker version > /dev/null 2>&1 || service docker start; }

# file_at STAGE: a file of the learner's own that has come as far stays.
file_at() {
  cd "$stack" || return
  echo "DB_PASSWORD=$LAB_KEY" > .env
  if [ ! -e compose.yaml ] || [ "$(features)" != "$(recipe "$1" | features -)" ]; then
    recipe "$1" > compose.yaml
  fi
}

up() { docker compose --progress quiet up -d --wait --remove-orphans --scale app=1 > /tmp/up.log 2>&1; }

# What the image's first start does, in memory, where nobody waits for a disk: it is half of what entering a late step takes.
database_is_made() {
  ! docker volume inspect guestbook_data > /dev/null 2>&1 || return 0
  docker volume create --label com.docker.compose.project=guestbook --label com.docker.compose.volume=data guestbook_data > /dev/null
  docker run --rm -i --entrypoint bash -v guestbook_data:/var/lib/mysql mariadb:10.11 > /tmp/made.log 2>&1 << END
set -e
printf '%s\n' "FLUSH PRIVILEGES;" "CREATE DATABASE guests;" "CREATE USER app@'%' IDENTIFIED BY '$LAB_KEY';" "GRANT ALL ON guests.* TO app@'%';" > /tmp/own.sql
mariadb-install-db --user=mysql --datadir=/dev/shm/new --skip-test-db --extra-file=/tmp/own.sql
cp -a /dev/shm/new/. /var/lib/mysql/
END
}

# stack_at STAGE: the file, and what it says runs.
stack_at() {
  engine_runs
  file_at "$1"
  [ "$1" -lt 3 ] || database_is_made
  up && return
  recipe "$1" > compose.yaml
  up || {
    cat /tmp/up.log >&2
    return 1
  }
}

page() { curl -fs -m 5 "http://localhost:$LAB_PORT/"; }

# sql STATEMENT: asked of the database as the program would
sql() {
  # shellcheck disable=SC2016 # the container's own variables
  docker exec guestbook-db-1 sh -c 'exec mariadb -N -u"$MARIADB_USER" -p"$MARIADB_PASSWORD" "$MARIADB_DATABASE" -e "$1"' - "$1"
}

# say ENGLISH CHINESE: the hint, and not yet
say() {
  case $LANG_UI in
    zh-CN) echo "$2" ;;
    *) echo "$1" ;;
  esac
  exit 1
}
