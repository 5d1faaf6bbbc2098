#!/bin/bash
set -e
. "$LAB_LIB/box.sh"
ip address replace "$LAB_NET.1/24" dev lo
python3 -m http.server "$LAB_PORT" --directory "$(box)/merged" > /dev/null 2>&1 &
for _ in {1..200}; do
  (: < "/dev/tcp/$LAB_NET.1/$LAB_PORT") 2> /dev/null && exit
  sleep 0.1
done
exit 1
