#!/bin/bash
# Both names are in the registry, and box:2 has the layer of box:1 and one more.
. "$LAB_LIB/shelf.sh"
one=$(manifest "$LAB_WORD/box" 1 | jq -r '.layers[].digest')
two=$(manifest "$LAB_WORD/box" 2 | jq -r '.layers[].digest')
[ -n "$two" ] ||
  say "The registry has no box:2 yet: docker push $here/$LAB_WORD/box:2" \
    "镜像仓库里还没有 box:2：docker push $here/$LAB_WORD/box:2"
[ "$(head -n 1 <<< "$two")" = "$one" ] ||
  say "box:2 does not stand on the layer of box:1: build it with the Dockerfile as it was, FROM $here/$LAB_WORD/box:1" \
    "box:2 不是建在 box:1 的层上面的：照原来的 Dockerfile 构建，FROM $here/$LAB_WORD/box:1"
[ "$(manifest "$LAB_WORD/crate" 1 | jq -r '.layers[].digest')" = "$two" ] ||
  say "The repository $LAB_WORD/crate has not the same layers yet: docker tag $here/$LAB_WORD/box:2 $here/$LAB_WORD/crate:1, then push that" \
    "仓库 $LAB_WORD/crate 里还没有同样的层：docker tag $here/$LAB_WORD/box:2 $here/$LAB_WORD/crate:1，再把它推送上去"
