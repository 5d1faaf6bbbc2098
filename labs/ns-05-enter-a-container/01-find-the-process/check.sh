#!/bin/bash
# Is the number in /root/pid the one by which the host knows the first process of web?
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
[ -s /root/pid ] || say "/root/pid is empty or missing: docker inspect -f '{{.State.Pid}}' web > /root/pid" "/root/pid 不存在或是空的：docker inspect -f '{{.State.Pid}}' web > /root/pid"
pid=$(tr -cd 0-9 < /root/pid)
[ "$pid" != 1 ] || say "1 is its number inside. Which one has it out here?" "1 是它在里面的号码。在外面，它是几号？"
[ "$pid" = "$(docker inspect -f '{{.State.Pid}}' web)" ] || say "/root/pid holds the number of another process: ask docker inspect once more." "/root/pid 里是另一个进程的号码：再用 docker inspect 问一次。"
