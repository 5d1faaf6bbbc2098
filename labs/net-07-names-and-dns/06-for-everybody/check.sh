#!/bin/bash
# Did plain get its name server from the engine's setting, and not from an option?
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
[ "$(docker inspect -f '{{len .HostConfig.Dns}}' plain)" = 0 ] ||
  say "plain was told by an option. Write dns into /etc/docker/daemon.json, restart the engine, and run plain without --dns: docker rm -f plain first." "plain 是用选项告诉的。把 dns 写进 /etc/docker/daemon.json，重启引擎，先 docker rm -f plain，再不带 --dns 运行它。"
docker exec plain grep -q '^search.*office\.example' /etc/resolv.conf ||
  say "plain knows no search domain: dns-search is missing in /etc/docker/daemon.json. Restart the engine then, and docker start plain." "plain 没有搜索域：/etc/docker/daemon.json 里少了 dns-search。补上后重启引擎，再 docker start plain。"
