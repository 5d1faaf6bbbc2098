#!/bin/bash
# Start of this step: a recipe for two architectures; the registry knows no sign.
. "$LAB_LIB/shelf.sh"
set -e
registry_runs
for tag in 1 amd64 arm64; do
  drop "$LAB_WORD/sign" "$tag"
  docker rmi -f "$here/$LAB_WORD/sign:$tag" > /dev/null 2>&1 || true
done
docker manifest rm "$here/$LAB_WORD/sign:1" > /dev/null 2>&1 || true
mkdir -p /root/sign
cd /root/sign
echo "$LAB_WORD, for processors of Intel and AMD" > sign-amd64
echo "$LAB_WORD, for ARM processors" > sign-arm64
printf '%s\n' 'FROM scratch' 'ARG TARGETARCH' "COPY sign-\$TARGETARCH /sign" 'CMD ["/sign"]' > Dockerfile
