#!/bin/bash
# In the registry sign:1 is a list for both architectures, and this machine has pulled its own.
. "$LAB_LIB/shelf.sh"
name=$here/$LAB_WORD/sign:1
list=$(manifest "$LAB_WORD/sign" 1)
[ -n "$list" ] ||
  say "The registry has no sign:1 yet: docker manifest create --insecure (with both images), then docker manifest push --insecure $name" \
    "镜像仓库里还没有 sign:1：先 docker manifest create --insecure（写上两个镜像），再 docker manifest push --insecure $name"
platforms=$(jq -r '.manifests[]?.platform.architecture' <<< "$list" | sort -u | paste -sd ' ')
[ "$platforms" = "amd64 arm64" ] ||
  say "sign:1 is not a list of amd64 and arm64: docker manifest create --amend --insecure $name with both images behind, then docker manifest push --insecure $name" \
    "sign:1 不是 amd64 和 arm64 的列表：docker manifest create --amend --insecure $name，后面写上两个镜像，再 docker manifest push --insecure $name"
[ "$(docker image inspect -f '{{.Architecture}}' "$name" 2> /dev/null)" = "$(docker version -f '{{.Server.Arch}}')" ] ||
  say "This machine has not pulled its own sign:1 yet: docker pull $name" \
    "这台机器还没有拉取自己的那份 sign:1：docker pull $name"
