#!/bin/bash
# hint: has no ENTRYPOINT
cd /root/nap || exit
docker build -q -t nap:1 .
docker run -d --name long nap:1
docker run -d --name short nap:1 sleep "$LAB_SECONDS"
docker run -d --name other nap:1 tail -f /dev/null
