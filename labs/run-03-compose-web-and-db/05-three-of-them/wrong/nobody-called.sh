#!/bin/bash
# hint: Only one of the three
cd /root/guestbook || exit
docker compose up -d --wait --scale app=3
