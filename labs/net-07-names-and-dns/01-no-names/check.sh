#!/bin/bash
# Does desk's own /etc/hosts say where web is, under the learner's name?
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
web=$(docker inspect -f '{{.NetworkSettings.IPAddress}}' web)
docker exec desk cat /etc/hosts | grep -q "^${web//./\\.}[[:space:]].*\b$LAB_TILL\b" ||
  say "desk does not know web as $LAB_TILL: there is no such line in its /etc/hosts. docker rm -f desk, and run it with --link web:$LAB_TILL" "desk 不知道 $LAB_TILL 就是 web：它的 /etc/hosts 里没有这一行。docker rm -f desk，运行时加上 --link web:$LAB_TILL"
