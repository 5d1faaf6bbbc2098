#!/bin/bash
# hint: Three of app should run
cd /root/guestbook || exit
docker compose up -d --wait --scale app=2
sleep 1.5
for _ in $(seq 8); do curl -fs "localhost:$LAB_PORT" | grep answered; done
