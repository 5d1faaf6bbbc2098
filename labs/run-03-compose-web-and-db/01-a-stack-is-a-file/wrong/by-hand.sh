#!/bin/bash
# hint: not on one network
cd /root/guestbook || exit
docker compose up -d --wait
docker build -q -t guestbook-app app
docker run -d --name guestbook-app-1 guestbook-app
