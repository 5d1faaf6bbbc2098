#!/bin/bash
# The service answers: a program that misses its libraries has a process for a moment, and ends.
. "$LAB_LIB/not-yet.sh"
curl -fs -m 5 "http://127.0.0.1:$LAB_PORT" > /dev/null && exit 0
not_yet "Nobody answers at port $LAB_PORT: docker logs try. If it says \"no such file\", the program misses its libraries: compile with -static, then docker rm -f try, and run it again." \
  "$LAB_PORT 端口上没有回答：看 docker logs try。如果报 no such file，是程序找不到它要的库：编译时加 -static，先 docker rm -f try，再运行。"
