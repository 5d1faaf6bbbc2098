#!/bin/bash
set -e
cd /root/guestbook
sed -i 's/service_started/service_healthy/' compose.yaml
sed -i 's|^      - data:/var/lib/mysql|&\n    healthcheck:\n      test: mariadb-admin ping -h 127.0.0.1\n      interval: 1s\n      retries: 60|' compose.yaml
docker compose up -d --wait
