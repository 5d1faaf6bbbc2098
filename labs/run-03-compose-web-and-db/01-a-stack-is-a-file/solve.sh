#!/bin/bash
set -e
cd /root/guestbook
docker compose up -d
printf '\n  app:\n    build: ./app\n' >> compose.yaml
docker compose up -d --wait
