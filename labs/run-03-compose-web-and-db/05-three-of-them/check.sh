#!/bin/bash
# Visitors have been sent to at least two of those that run now.
. "$LAB_LIB/stack.sh"
asked=$(docker logs guestbook-web-1 2> /dev/null | sed -n 's/.* by \([0-9.]*\):8000$/\1/p' | sort -u)
running=$(docker ps -q --filter name=guestbook-app- | xargs docker inspect -f '{{.NetworkSettings.Networks.guestbook_front.IPAddress}}')
[ "$(grep -cxFf <(echo "$running") <<< "$asked")" -ge 2 ] ||
  say "Only one of the three has been asked so far: call the page a few times more." \
    "到现在三个里面只有一个被问过：再多打开几次网页。"
