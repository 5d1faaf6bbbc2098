#!/bin/bash
set -e
. "$LAB_LIB/box.sh"
ip address replace "$LAB_NET.1/24" dev lo
setsid busybox httpd -f -p "$LAB_NET.1:$LAB_PORT" -h "$(box)/merged" < /dev/null &> /dev/null &
for _ in {1..100}; do
  (: < "/dev/tcp/$LAB_NET.1/$LAB_PORT") 2> /dev/null && exit
  sleep 0.1
done
exit 1
