#!/bin/bash
. "$LAB_LIB/not-yet.sh"
url=http://127.0.0.1:$LAB_PORT
answers=$(curl -s --max-time 4 "$url" "$url" "$url")
old=$(grep -v "^$LAB_WORD from " <<< "$answers" | head -n 1)
case $old in
  "") ;;
  *" from "*) not_yet "A visitor still reads: $old. The source must say \"$LAB_WORD\", and the image be built of it: docker compose up -d --build app" "访客读到的还是：$old。源代码里要写 \"$LAB_WORD\"，再用它构建镜像：docker compose up -d --build app" ;;
  *) not_yet "nginx gets no answer: the services may have new addresses. docker compose exec web nginx -s reload" "nginx 得不到应答：服务可能换了地址。docker compose exec web nginx -s reload" ;;
esac
[ -n "$answers" ] || not_yet "Nobody answers at port $LAB_PORT: docker compose up -d" "$LAB_PORT 端口没有应答：docker compose up -d"
exit 0
