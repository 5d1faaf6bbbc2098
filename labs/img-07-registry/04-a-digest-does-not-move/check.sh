#!/bin/bash
# The tag moved in the registry too, and kept runs what it named before.
. "$LAB_LIB/shelf.sh"
new=$(docker image inspect -f '{{.Id}}' "$here/$LAB_WORD/label:1")
[ "$(manifest "$LAB_WORD/label" 1 | jq -r .config.digest)" = "$new" ] ||
  say "The tag 1 of the registry still names another image than yours: docker push $here/$LAB_WORD/label:1" \
    "镜像仓库里的标签 1 指的还不是你这个镜像：docker push $here/$LAB_WORD/label:1"
if ! docker exec kept grep -q "^first, of $LAB_WORD" /text || docker exec moved grep -q "^first" /text; then
  say "kept should read the first text, and moved another. Start this step over, and note the digest before you build." \
    "kept 应该读到第一份文字，moved 读到另一份。重新开始这一步，构建之前先记下摘要。"
fi
