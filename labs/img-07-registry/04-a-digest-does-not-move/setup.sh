#!/bin/bash
# Start of this step: label:1 with the first text is in the registry and here; no containers kept and moved.
. "$LAB_LIB/shelf.sh"
set -e
registry_runs
docker rm -f kept moved > /dev/null 2>&1 || true
docker rmi "$here/$LAB_WORD/label:1" > /dev/null 2>&1 || true
mkdir -p /root/label
cd /root/label
echo "first, of $LAB_WORD" > text
printf '%s\n' "FROM busybox" "COPY text /text" 'CMD ["sleep", "1d"]' > Dockerfile
docker build -q -t "$here/$LAB_WORD/label:1" . > /dev/null
docker push -q "$here/$LAB_WORD/label:1" > /dev/null
