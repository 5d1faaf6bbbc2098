#!/bin/bash
# The engine asks the database how it is, compose waits for the answer, and the page has the form.
. "$LAB_LIB/stack.sh"
case $(docker inspect -f '{{with .State.Health}}{{.Status}}{{else}}none{{end}}' guestbook-db-1) in
  none) say "db has no healthcheck yet: add it to db in compose.yaml, then docker compose up -d" \
    "db 还没有健康检查：在 compose.yaml 的 db 里加上 healthcheck，再 docker compose up -d" ;;
  starting) say "db is not healthy yet: wait a moment." "db 还没有变成 healthy：稍等片刻。" ;;
  unhealthy) say "db is unhealthy: is the command in test right? docker inspect -f '{{json .State.Health}}' guestbook-db-1" \
    "db 的状态是 unhealthy：test 里的命令对吗？docker inspect -f '{{json .State.Health}}' guestbook-db-1" ;;
esac
[ "$(docker compose -f "$stack/compose.yaml" config --format json | jq -r .services.app.depends_on.db.condition)" = service_healthy ] ||
  say "app waits only until db has been started: condition: service_healthy" \
    "app 只等到 db 启动为止：写成 condition: service_healthy"
page | grep -q "<form" ||
  say "The page has no form to write in yet: docker compose up -d, and docker compose logs app" \
    "网页上还没有可以填写的表单：docker compose up -d，再看 docker compose logs app"
