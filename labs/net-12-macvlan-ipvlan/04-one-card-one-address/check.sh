#!/bin/bash
# Is the port strict still? Of a port's lock the kernel view knows nothing.
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
port=$(bridge -n hall -d link show dev p1)
[[ $port == *"locked on"* && $port == *"learning off"* ]] ||
  say "Port p1 lets in everybody again. Be the administrator: bridge -n hall link set dev p1 learning off locked on" "p1 口又谁都放行了。当好管理员：bridge -n hall link set dev p1 learning off locked on"
