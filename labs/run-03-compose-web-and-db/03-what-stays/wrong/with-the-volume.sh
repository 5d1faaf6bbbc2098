#!/bin/bash
# hint: There is no entry with
cd /root/guestbook || exit
curl -fs -d "text=Greetings from $LAB_WORD" "localhost:$LAB_PORT"
docker compose down -v -t 5
docker compose up -d --wait
