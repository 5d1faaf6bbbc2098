#!/bin/bash
# The database has an entry that is older than the container it runs in.
. "$LAB_LIB/stack.sh"
made=$(date -d "$(docker inspect -f '{{.Created}}' guestbook-db-1)" +%s)
if ! entries=$(sql "SELECT UNIX_TIMESTAMP(at) FROM entries WHERE text LIKE '%$LAB_WORD%' ORDER BY at"); then
  say "The database does not answer yet: docker compose ps" "数据库还没有回答：docker compose ps"
fi
[ -n "$entries" ] ||
  say "There is no entry with $LAB_WORD in the book. Write one on the page. (Was it there? down -v removes the volume as well: use down alone.)" \
    "留言簿里没有写着 $LAB_WORD 的留言。在网页上写一条。（本来有的？down -v 会连卷一起删掉：只用 down。）"
[ "$(head -n 1 <<< "$entries")" -le "$made" ] ||
  say "The containers are still those in which you wrote it: docker compose down, then docker compose up -d" \
    "现在的容器还是你写留言时的那些：docker compose down，再 docker compose up -d"
