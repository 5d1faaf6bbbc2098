#!/bin/bash
# The registry itself says that it has box:1.
. "$LAB_LIB/shelf.sh"
[ -n "$(manifest "$LAB_WORD/box" 1)" ] ||
  say "The registry has no $LAB_WORD/box with the tag 1: docker push $here/$LAB_WORD/box:1" \
    "镜像仓库里没有标签为 1 的 $LAB_WORD/box：docker push $here/$LAB_WORD/box:1"
