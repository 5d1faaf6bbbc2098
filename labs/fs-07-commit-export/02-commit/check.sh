#!/bin/bash
# Author and message are in the image's description, what it said is in the container's log.
no() {
  case $LANG_UI in
    zh-CN) echo "$2" ;;
    *) echo "$1" ;;
  esac
  exit 1
}
[ "$(docker image inspect -f '{{.Author}}' hello:1)" = "$LAB_WORD" ] || no "The author of hello:1 should be $LAB_WORD: docker commit -a $LAB_WORD ..." "hello:1 的作者应该是 $LAB_WORD：docker commit -a $LAB_WORD ..."
[ -n "$(docker image inspect -f '{{.Comment}}' hello:1)" ] || no "hello:1 bears no message: docker commit -m 'what I did' ..." "hello:1 没有附言：docker commit -m '做了什么' ..."
[ "$(docker image inspect -f '{{json .Config.Cmd}}' hello:1)" = '["hello"]' ] || no "hello:1 does not start hello: docker commit -c 'CMD [\"hello\"]' ..." "hello:1 启动的不是 hello：docker commit -c 'CMD [\"hello\"]' ..."
docker logs hello 2>&1 | grep -q hello || no "The container hello has said nothing: docker rm -f hello, then docker run --name hello hello:1" "容器 hello 什么也没说：docker rm -f hello，再 docker run --name hello hello:1"
