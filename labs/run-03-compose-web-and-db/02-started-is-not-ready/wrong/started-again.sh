#!/bin/bash
# hint: db has no healthcheck
cd /root/guestbook || exit
docker compose up -d
until docker exec guestbook-db-1 mariadb-admin ping -h 127.0.0.1 > /dev/null 2>&1; do sleep 0.5; done
docker compose up -d --wait
