#!/bin/bash
# Does Docker still believe what it was told at the start?
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
[ "$(docker inspect -f '{{.HostConfig.Memory}}' box)" = $((LAB_MEM << 20)) ] ||
  say "Docker knows of the new limit: it was Docker that wrote it. Start this step over, and write the file yourself." "Docker 知道这个新上限：是它写的。重新开始这一步，自己去写文件。"
