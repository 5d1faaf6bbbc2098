#!/bin/bash
# hint: no running container guestbook-app-1
cd /root/guestbook || exit
printf '\n  program:\n    build: ./app\n' >> compose.yaml
docker compose up -d --wait
