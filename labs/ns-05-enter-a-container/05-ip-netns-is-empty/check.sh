#!/bin/bash
# Does the name web, where ip looks for names, lead to the network namespace of the container web?
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
[ -d /var/run/netns ] || say "/var/run/netns is not there yet: mkdir -p /var/run/netns" "还没有 /var/run/netns：mkdir -p /var/run/netns"
[ -L /var/run/netns/web ] || [ -e /var/run/netns/web ] || say "There is no /var/run/netns/web yet: ln -s \"\$key\" /var/run/netns/web" "还没有 /var/run/netns/web：ln -s \"\$key\" /var/run/netns/web"
[ -e /var/run/netns/web ] || say "The link leads to a file that is not there: rm /var/run/netns/web, and read SandboxKey again." "链接指向的文件不存在：rm /var/run/netns/web，再读一次 SandboxKey。"
want=$(stat -L -c %i "/proc/$(docker inspect -f '{{.State.Pid}}' web)/ns/net")
[ "$(stat -L -c %i /var/run/netns/web)" = "$want" ] || say "The link leads to another namespace than the network namespace of web: rm /var/run/netns/web, and read SandboxKey again." "链接指向的不是 web 的网络命名空间：rm /var/run/netns/web，再读一次 SandboxKey。"
