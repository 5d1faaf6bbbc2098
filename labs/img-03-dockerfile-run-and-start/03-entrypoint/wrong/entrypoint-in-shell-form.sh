#!/bin/bash
# hint: in the exec form
cd /root/nap || exit
printf '%s\n' 'FROM busybox' 'ENTRYPOINT sleep 1d' > Dockerfile
docker build -q -t nap:1 .
docker run -d --name long nap:1
docker run -d --name short nap:1 "$LAB_SECONDS"
docker run -d --name other --entrypoint tail nap:1 -f /dev/null
