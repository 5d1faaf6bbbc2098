#!/bin/bash
set -e
cd /root/guestbook
curl -fs -d "text=Greetings from $LAB_WORD" "localhost:$LAB_PORT"
sleep 1
docker compose down -t 5
docker compose up -d --wait
