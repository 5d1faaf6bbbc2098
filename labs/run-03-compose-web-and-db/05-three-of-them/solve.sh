#!/bin/bash
set -e
cd /root/guestbook
docker compose up -d --wait --scale app=3
sleep 1.5
for _ in $(seq 12); do curl -fs "localhost:$LAB_PORT" | grep answered; done
