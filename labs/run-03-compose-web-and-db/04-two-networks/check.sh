#!/bin/bash
# The page still comes the whole way.
. "$LAB_LIB/stack.sh"
page | grep -q "<form" ||
  say "Port $LAB_PORT does not show the form any more: docker compose logs web app" \
    "$LAB_PORT 端口上看不到表单了：docker compose logs web app"
