#!/bin/bash
# hint: waits only until db has been started
cd /root/guestbook || exit
sed -i 's|^      - data:/var/lib/mysql|&\n    healthcheck:\n      test: mariadb-admin ping -h 127.0.0.1\n      interval: 1s\n      retries: 60|' compose.yaml
docker compose up -d
until [ "$(docker inspect -f '{{.State.Health.Status}}' guestbook-db-1)" = healthy ]; do sleep 0.5; done
docker compose up -d --wait
