#!/bin/bash
# hint: Three of app should run
cd /root/guestbook || exit
docker compose up -d --scale web=3 || true
