#!/bin/bash
# hint: were killed with SIGKILL
cd /root/site || exit
docker compose stop -t 1 app
