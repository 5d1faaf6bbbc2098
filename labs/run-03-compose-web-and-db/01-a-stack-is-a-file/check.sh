#!/bin/bash
# The page comes the whole way.
. "$LAB_LIB/stack.sh"
page | grep -q "answered by" ||
  say "Port $LAB_PORT does not show the guest book: docker compose logs web app" \
    "$LAB_PORT 端口上看不到留言簿：docker compose logs web app"
