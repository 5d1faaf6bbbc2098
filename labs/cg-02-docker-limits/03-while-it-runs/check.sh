#!/bin/bash
# Has Docker been told as well, of memory and of swap?
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
[ "$(docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' box)" = "$((48 << 20)) $((48 << 20))" ] ||
  say "In Docker's books box does not have 48m of memory and 48m of memory and swap together: docker update with --memory 48m and --memory-swap 48m." "在 Docker 的账本里，box 不是内存 48m、内存加交换 48m：docker update 时写上 --memory 48m 和 --memory-swap 48m。"
